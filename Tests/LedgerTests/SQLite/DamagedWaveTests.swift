import SessionKeys
import TestSupport
import Testing

@testable import LedgerSQLite

/// The row of a wave, which has no seal, and the sessions' own rows say different things.
@Suite("A damaged wave") struct DamagedWaveTests {
    @Test(arguments: [
        // A bit of the first session's id, of its number, and of its second.
        "UPDATE expiry_wave SET expiries = CAST(substr(expiries, 1, 31) || x'03' || substr(expiries, 33) AS BLOB)",
        "UPDATE expiry_wave SET expiries = CAST(substr(expiries, 1, 15) || x'00' || substr(expiries, 17) AS BLOB)",
        "UPDATE expiry_wave SET expiries = CAST(substr(expiries, 1, 6) || x'00' || substr(expiries, 8) AS BLOB)",
        "UPDATE session SET expiry_sec = expiry_sec - 7 WHERE number = 3",
    ])
    func `loses no event when it is written down, and the store starts after a kill`(damage: String) throws {
        try Store.withNew { store in
            let clerk = Clerk(try store.open())
            try expireTwenty(clerk)
            let last = clerk.ledger.overview.lastEvent
            clerk.ledger = MemoryLedger()
            try store.execute(damage)
            clerk.ledger = try store.open()
            for _ in 0..<8 where clerk.ledger.hasUnposted { try? clerk.ledger.post(limit: 16) }
            #expect(!clerk.ledger.hasUnposted)
            _ = try clerk.reserve(.transfer(1), within: SessionID(22))
            clerk.ledger = MemoryLedger()
            #expect(try store.number("SELECT count(*) FROM event") == last)
            #expect(try store.open().overview.lastEvent == last + 1)
        }
    }

    @Test(arguments: [
        "UPDATE expiry_wave SET expiries = substr(expiries, 2)",
        "UPDATE expiry_wave SET expiries = CAST(substr(expiries, 33) || substr(expiries, 1, 32) AS BLOB)",
        "UPDATE expiry_wave SET first = 9223372036854775807",
        "UPDATE expiry_wave SET time_ms = 1000",
        "INSERT INTO expiry_wave SELECT first + 1, time_ms, expiries FROM expiry_wave",
    ])
    func `is refused at the start where its row makes no sense`(sql: String) throws {
        try Store.withClosed({ try expireTwenty($0) }) { store in
            try store.execute(sql)
            let error = #expect(throws: OpeningError.self) { try store.open() }
            #expect(error?.description.contains("is damaged, and was left as it is") == true)
        }
    }

    @Test(arguments: [
        "UPDATE expiry_wave SET expiries = CAST(substr(expiries, 1, 31) || x'ff' || substr(expiries, 33) AS BLOB)",
        "UPDATE session SET expiry_sec = expiry_sec - 7 WHERE number = 1",
    ])
    func `costs the answers of one session, where both contradict each other`(sql: String) throws {
        try Store.withClosed({ try expireTwenty($0) }) { store in
            try store.execute(sql)
            try store.withClerk { clerk in
                let answered = try clerk.commit([.read(.session(SessionID(1))), .read(.session(SessionID(2)))])
                guard case .failure(.corrupt) = answered.answers[0] else {
                    Issue.record("not refused as damaged: \(answered.answers[0])")
                    return
                }
                guard case .success(.session(let record)) = answered.answers[1] else {
                    throw LedgerError.corrupt("both")
                }
                #expect(record.session.status == .expired)
            }
        }
    }

    /// Twenty sessions that expire together, and two that never do.
    private func expireTwenty(_ clerk: Clerk) throws {
        for number in 1...22 {
            let definition = SessionDefinition.make(expirySec: number <= 20 ? FakeClock.startSec + 60 : 0)
            _ = try clerk.answer(.create(.make(definition, freshID: SessionID(UInt128(number)))))
        }
        clerk.pass(seconds: 70)
        #expect(try clerk.maintain().events.count == 20)
    }
}
