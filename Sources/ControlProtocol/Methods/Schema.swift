import SessionKeys

/// What a value on the wire looks like; the OpenRPC document is made of these.
package indirect enum Schema: Sendable {
    /// A string of a form, with a JSON Schema pattern.
    case text(pattern: String, String)
    /// A string whose number of Unicode scalars is in the range.
    case label(ClosedRange<Int>, String)
    case integer(from: Int64, to: Int64, String)
    case boolean(String)
    case choice([String], String)
    case list(Schema, limit: Int?, String)
    case object(FieldTable, String)
    /// An object that is not looked into.
    case anyObject(String)

    /// The form in words.
    package var description: String {
        switch self {
        case .text(_, let words), .label(_, let words), .integer(_, _, let words), .boolean(let words),
            .choice(_, let words), .list(_, _, let words), .object(_, let words), .anyObject(let words):
            words
        }
    }
}

extension Schema {
    /// An account or a contract.
    package static let address = Schema.text(pattern: "^0x[0-9a-fA-F]{40}$", "20 bytes, any letter case")
    /// What makes an account, or the mark in its place where EIP-7702 has made one of it.
    package static let factory = Schema.text(
        pattern: "^0x([0-9a-fA-F]{40}|7702)$", "20 bytes, any letter case, or 0x7702")
    /// A function of a contract.
    package static let selector = Schema.text(pattern: "^0x[0-9a-fA-F]{8}$", "the first four bytes of a call's data")
    /// A number of 256 bits.
    package static let amount = Schema.text(
        pattern: "^0x[0-9a-fA-F]{1,64}$", "up to 256 bits, in hex; never a JSON number")
    /// A number that the EntryPoint takes.
    package static let gasField = Schema.text(
        pattern: "^0x0{0,34}[0-9a-fA-F]{1,30}$", "at most 2^120 - 1, in hex")
    /// A chain, by its number.
    package static let chainID = Schema.text(
        pattern: "^0x0*[1-9a-fA-F][0-9a-fA-F]{0,15}$", "from 1 to 2^64 - 1, in hex")
    /// Bytes of any number.
    package static let bytes = Schema.text(pattern: "^0x([0-9a-fA-F]{2})*$", "bytes in hex; 0x is none")
    /// A session or an authorization.
    package static let id = Schema.text(pattern: "^0x[0-9a-fA-F]{32}$", "16 bytes in hex")
    /// A client's idempotency key.
    package static let key = Schema.label(1...GivenText.keyLimit, GivenText.keyForm)
    /// A moment, in Unix seconds.
    package static let seconds = Schema.integer(
        from: 0, to: SessionDefinition.latestExpirySec, "Unix seconds; 0 is the same as absent")
    /// An event, by its number.
    package static let sequence = Schema.integer(from: 0, to: .max, "the number of an event")
    /// A place in a backup.
    package static let offset = Schema.integer(from: 0, to: .max, "the first byte that is wanted")
    /// Where a listing goes on.
    package static let cursor = Schema.text(pattern: "^[1-9][0-9]{0,18}$", "nextCursor of the page before")
    /// How many entries a page may have.
    package static let pageLimit = Schema.integer(
        from: 1, to: Int64(PageRequest.largestLimit), "entries on a page; \(PageRequest.usualLimit) by default")
}
