import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

@Suite("The seal of a row") struct SealTests {
    private func seal(_ allowance: Amount, _ spent: Amount, _ reserved: Amount) throws -> Int64 {
        let meter = Meter(kind: .native, permission: 0, allowance: allowance, spent: spent, reserved: reserved)
        return Seal.of(try #require(meter), slot: 256)
    }

    @Test func `of a balance differs with every bit of every amount`() throws {
        let most = Amount.maximum
        var seals: Set<Int64> = [try seal(most, .zero, .zero)]
        for bit in 0..<256 {
            let amount = Amount(high: bit < 128 ? 0 : 1 << (bit - 128), low: bit < 128 ? 1 << bit : 0)
            seals.insert(try seal(amount, .zero, .zero))
            seals.insert(try seal(most, amount, .zero))
            seals.insert(try seal(most, .zero, amount))
        }
        #expect(seals.count == 1 + 3 * 256)
    }

    @Test func `of a tally differs with every bit of its numbers`() {
        func seal(_ openReservations: Int64 = 0, _ trail: Trail = Trail()) -> Int64 {
            Seal.of(LedgerSQLite.Tally(openReservations: Int(openReservations), trail: trail), session: 1)
        }
        var seals: Set<Int64> = [seal()]
        for bit in 0..<63 {
            let number = Int64(1) << bit
            seals.insert(seal(number))
            seals.insert(seal(0, Trail(lastAuthorization: number)))
            seals.insert(seal(0, Trail(lastEvent: number)))
            seals.insert(seal(0, Trail(events: number)))
        }
        #expect(seals.count == 1 + 4 * 63)
    }

    @Test func `of an authorization differs with every bit of its debits, and with whose they are`() {
        let debits = [UInt8](repeating: 0, count: 20)
        var seals: Set<Int64> = [
            Seal.of(debits, authorization: 1, session: 1), Seal.of(debits, authorization: 2, session: 1),
            Seal.of(debits, authorization: 1, session: 2), Seal.of([], authorization: 1, session: 1),
        ]
        for bit in 0..<8 * debits.count {
            var other = debits
            other[bit / 8] = 1 << (bit % 8)
            seals.insert(Seal.of(other, authorization: 1, session: 1))
        }
        #expect(seals.count == 4 + 8 * debits.count)
    }

    @Test func `that a session's row lacks lets it have no two allowances for one thing`() throws {
        try Store.withClosed({ clerk in
            let session = try clerk.create(.make([.nativeTokenTransfer(allowance: 10), .gasLimit(10)]))
            _ = try clerk.reserve(.transfer(10, gas: .make(1)), within: session)
        }) { store in
            try store.execute("UPDATE session SET seal = NULL")
            try store.withClerk { clerk in
                let meters = try clerk.session(SessionID(1)).meters
                #expect(meters.count == 2)
            }
            let half = "substr(permissions, 1, length(permissions) / 2)"
            try store.execute("UPDATE session SET permissions = CAST(\(half) || \(half) AS BLOB)")
            try store.withClerk { clerk in
                #expect(throws: LedgerError.self) { try clerk.reserve(.transfer(1), within: SessionID(1)) }
            }
        }
    }
}
