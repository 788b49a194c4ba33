import SessionKeys

/// The hash of the key that was asked for last: a key that is looked up is usually added next.
struct RecentHash {
    private let secret: KeyHashSecret
    private var key: OperationKey?
    private var session: Int64 = 0
    private var value: Int64 = 0

    init(secret: KeyHashSecret) { self.secret = secret }

    mutating func hash(of key: OperationKey, in session: Int64) -> Int64 {
        if session != self.session || key != self.key {
            value = secret.hash(of: key, in: session)
            (self.key, self.session) = (key, session)
        }
        return value
    }
}
