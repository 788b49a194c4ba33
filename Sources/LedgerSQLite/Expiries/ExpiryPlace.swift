import SessionKeys

/// Where a session stands among all that expire.
struct ExpiryPlace: Comparable, Sendable {
    let second: Int64
    /// The session's number in the store.
    let number: Int64

    /// Before every session.
    static let start = ExpiryPlace(second: 0, number: 0)

    static func < (left: ExpiryPlace, right: ExpiryPlace) -> Bool {
        (left.second, left.number) < (right.second, right.number)
    }
}

extension Expiry {
    var place: ExpiryPlace { ExpiryPlace(second: second, number: number) }
}
