import LedgerSQLite
import SessionKeys
import TestSupport

/// The ledgers that there are. What a suite in this directory says holds for each of them.
enum Backend: String, CaseIterable, Sendable {
    case memory
    case sqlite

    /// Runs the body with a new ledger, and somebody who asks it.
    func withClerk(rules: LedgerRules = LedgerRules(), _ body: (Clerk) throws -> Void) throws {
        switch self {
        case .memory: try body(Clerk(MemoryLedger(rules: rules)))
        case .sqlite:
            try withTemporaryDirectory { directory in
                try body(Clerk(SQLiteLedger(path: directory + "/ledger.db", rules: rules)))
            }
        }
    }
}

extension MeterReading {
    /// Spent, reserved and remaining.
    var numbers: [Amount] { [spent, reserved, remaining] }
}

extension Clerk {
    /// Spent, reserved and remaining of each of the session's meters.
    func meters(of id: SessionID) throws -> [[Amount]] { try session(id).readings.map(\.numbers) }

    /// What has happened so far, by name.
    func history(of id: SessionID? = nil) throws -> [EventType] { try events(of: id).map(\.body.type) }
}
