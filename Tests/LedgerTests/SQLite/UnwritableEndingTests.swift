import SessionKeys
import TestSupport
import Testing

@testable import LedgerSQLite

/// What is due can be read, and damage elsewhere keeps it from being written.
@Suite("An ending that cannot be written") struct UnwritableEndingTests {
    private let expirySec = FakeClock.startSec + 60

    /// Three sessions of which the second one's ending, or the settlement of its reservation, is refused.
    private func withThree(_ body: (Clerk) throws -> Void) throws {
        try Store.withClosed({ clerk in
            for number: UInt128 in 1...3 {
                _ = try clerk.answer(.create(.make(.make(expirySec: expirySec), freshID: SessionID(number))))
                _ = try clerk.reserve(.transfer(1), within: SessionID(number))
            }
        }) { store in
            try store.execute(
                "CREATE TRIGGER refused BEFORE INSERT ON event WHEN new.session = 2 BEGIN "
                    + "SELECT raise(ABORT, 'refused'); END")
            try store.withClerk(body)
        }
    }

    @Test func `is passed over once it has failed twice, and keeps no other from ending`() throws {
        try withThree { clerk throws in
            clerk.pass(seconds: 3600)
            // At once: whatever is decided meanwhile would be decided as if they had not ended.
            let step = try clerk.maintain()
            #expect(Set(step.events.map(\.session)) == [SessionID(1), SessionID(3)] && !step.damage.isEmpty)
            for number: UInt128 in [1, 3] { #expect(try clerk.session(SessionID(number)).status == .expired) }
            // It takes nothing any more, and what it reserved stays debited.
            #expect((try? clerk.reserve(.transfer(1), within: SessionID(2))) == nil)
            #expect(try clerk.maintain().events.isEmpty)
        }
    }
}
