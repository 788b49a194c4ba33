import SessionKeys
import TestSupport
import Testing

@testable import LedgerSQLite

/// An entry of the index by which sessions are found that expire says another second than its session's row.
@Suite("A damaged index of expiries") struct DamagedExpiryIndexTests {
    @Test func `holds up nobody for ever`() throws {
        let expirySec = FakeClock.startSec + 60
        try withThirty(expiringAt: expirySec) { store in
            try store.makeEarlier(by: 512, entry: 20, of: 30, at: expirySec, inIndex: "session_by_expiry")
            let clerk = Clerk(try store.open())
            clerk.pass(seconds: 60)
            var ended: Set<SessionID> = []
            for _ in 0..<3 { ended.formUnion(try clerk.maintain().events.map(\.session)) }
            // Entries that cannot be found any more cost their sessions everything.
            #expect(ended.count > 20 && clerk.ledger.takeDamage() != nil)
            for id in (1...30).map({ SessionID($0) }) where !ended.contains(id) {
                #expect(throws: LedgerError.self) { try clerk.session(id) }
            }
        }
    }

    @Test func `that names nobody is recorded, and passed over`() throws {
        let expirySec = FakeClock.startSec + 60
        let (id, nobody) = (SessionID(.max), SessionID(.max - 1))
        try Store.withClosed({ clerk in
            _ = try clerk.answer(.create(.make(.make(expirySec: expirySec), freshID: id)))
        }) { store in
            try store.replace(id.bytes, with: nobody.bytes, inIndex: "session_by_expiry")
            try store.withClerk { clerk in
                clerk.pass(seconds: 60)
                #expect(try !clerk.maintain().damage.isEmpty)
                // It is looked at no more, and costs no request anything.
                let next = try clerk.maintain()
                #expect(next.events.isEmpty && next.damage.isEmpty && next.nextDeadline == nil)
                #expect(try clerk.authorize(.transfer(1), within: id).denial == .sessionExpired)
            }
        }
    }

    @Test func `keeps no wave for ever, though it hides some of its sessions`() throws {
        let expirySec = FakeClock.startSec + 60
        try withThirty(expiringAt: expirySec) { store in
            // Whoever looks for the ones before it meets it first, and goes the wrong way.
            try store.makeEarlier(by: 512, entry: 5, of: 30, at: expirySec, inIndex: "session_by_expiry")
            let clerk = Clerk(try store.open())
            clerk.pass(seconds: 60)
            #expect(try clerk.maintain().events.count > 20)
            var failures = 0
            for _ in 0..<8 where clerk.ledger.hasUnposted {
                do { try clerk.ledger.post(limit: 16) } catch { failures += 1 }
            }
            #expect(failures > 0 && !clerk.ledger.hasUnposted)
            // No event is lacking, and after a kill nobody is ended, or told of, a second time.
            clerk.ledger = MemoryLedger()
            let last = try store.number("SELECT max(sequence) FROM event")
            #expect(try last > 80 && store.number("SELECT count(*) FROM event") == last)
            let again = Clerk(try store.open())
            again.pass(seconds: 60)
            for _ in 0..<3 { _ = try again.maintain() }
            again.pass(seconds: 1000)
            for _ in 0..<3 { _ = try again.maintain() }
            for id in (31...60).map({ SessionID($0) }) { #expect(try again.session(id).status == .expired) }
            for _ in 0..<8 where again.ledger.hasUnposted { try? again.ledger.post(limit: 16) }
            again.ledger = MemoryLedger()
            let ended = "FROM event WHERE type = 'session_expired'"
            #expect(try store.number("SELECT count(*) - count(DISTINCT session) \(ended)") == 0)
            // But for the one that stands where nobody looks for it.
            #expect(try store.number("SELECT count(*) \(ended)") >= 59)
            #expect(try store.number("SELECT max(sequence) - count(*) FROM event") == 0)
        }
    }

    /// Thirty sessions that expire together, and thirty a while later.
    private func withThirty(expiringAt second: Int64, _ body: (Store) throws -> Void) throws {
        try Store.withClosed(
            { clerk in
                for number in 1...60 {
                    let definition = SessionDefinition.make(expirySec: number <= 30 ? second : second + 1000)
                    _ = try clerk.answer(.create(.make(definition, freshID: SessionID(UInt128(number)))))
                }
            }, body)
    }
}
