/// One step of the schema. A step that was released is never edited; the next one is added after it.
struct Migration {
    let number: Int64
    let sql: String

    /// All of them, in order; the last one's number is the version that this program writes.
    static let all = [
        foundation, keyTable, outcomeCheck, retention, keyHashSecretTable, shorterChecks, balanceSeal,
        authorizationSeal, eventsOfAuthorizations, expiryWaveTable, balanceProgressTable, keyRunTable, markTable,
        otherSeals, clockSeal, unusedSessionTable,
    ]

    /// The version of the first release; what development wrote before it is not migrated.
    static let oldest = foundation.number

    /// The newest version that this program knows.
    static let newest = all.last?.number ?? 0
}
