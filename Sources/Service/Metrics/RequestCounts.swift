import SessionKeys

/// How often the ledger was asked what.
struct RequestCounts: Equatable {
    private(set) var create = 0
    private(set) var check = 0
    private(set) var authorize = 0
    private(set) var settle = 0
    private(set) var revoke = 0
    private(set) var read = 0

    mutating func count(_ request: Request) {
        switch request {
        case .create: create += 1
        case .check: check += 1
        case .authorize: authorize += 1
        case .settle: settle += 1
        case .revoke: revoke += 1
        case .read: read += 1
        }
    }

    /// Counts what was counted elsewhere.
    mutating func add(_ other: RequestCounts) {
        create += other.create
        check += other.check
        authorize += other.authorize
        settle += other.settle
        revoke += other.revoke
        read += other.read
    }

    /// How many of all kinds.
    var total: Int { create + check + authorize + settle + revoke + read }

    /// Each kind with its count, in the order in which they are told.
    var byKind: [(kind: StaticString, count: Int)] {
        [
            ("create", create), ("check", check), ("authorize", authorize), ("settle", settle), ("revoke", revoke),
            ("read", read),
        ]
    }
}
