import SessionKeys

/// What is due and cannot be done, by its numbers: it is left alone until the store is opened again, so that it keeps
/// nobody else from ending. Where the session itself is damaged, whatever is asked about it is refused.
struct PassedOver {
    private(set) var sessions: Set<Int64> = []
    private(set) var authorizations: Set<Int64> = []
    /// Sessions that cannot be read, and none of whose reservations can be settled for that.
    private(set) var owners: Set<Int64> = []
    /// What has failed once though it can be read.
    private var failed: Set<Due> = []
    /// How often anything has failed.
    private(set) var failures = 0
    /// Why something was added, until somebody is told.
    private var untold = UntoldDamage()

    /// Leaves it alone from now on.
    mutating func insert(_ due: Due, for error: LedgerError? = nil) {
        failures += 1
        if let error { untold.insert(error) }
        switch due {
        case .expiry(let expiry): sessions.insert(expiry.number)
        case .reservation(let id): authorizations.insert(Int64(bitPattern: id.number))
        }
    }

    /// Leaves all reservations of a session alone from now on: one by one they would be tried in vain, each in a
    /// transaction of its own.
    mutating func insert(reservationsOf session: Int64, for error: LedgerError) {
        failures += 1
        untold.insert(error)
        owners.insert(session)
    }

    /// Leaves it alone if it has failed before: damage elsewhere keeps it from being done.
    mutating func insertIfFailedAgain(_ due: Due, for error: LedgerError) {
        guard failed.insert(due).inserted else {
            failed.remove(due)
            return insert(due, for: error)
        }
        failures += 1
    }

    /// Why something was added; told once.
    mutating func takeReasons() -> [LedgerError] { untold.removeAll() }
}
