import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

@Suite("The table of sessions") struct SessionTableTests {
    private func session(_ id: UInt128) -> StoredSession {
        let session = Session(id: SessionID(id), definition: .make(), createdSec: 1)
        return StoredSession(number: 1, session: session, trail: Trail(), kept: .balances)
    }

    @Test func `has what a dictionary would have`() {
        // The lowest bits say where one stands: many at the same place, also at both ends. Some have the same mark.
        let ids = (UInt128(0)..<40).flatMap { high in
            [0, 1, 254, 255].map { (high & 3) << 64 | (high >> 2) << 8 | $0 }
        }
        var random = SeededGenerator(seed: 18)
        var table = SessionTable()
        var dictionary: [UInt128: StoredSession] = [:]
        for _ in 0..<20_000 {
            let id = ids[Int.random(in: ids.indices, using: &random)]
            if Int.random(in: 0..<5, using: &random) < 3 {
                let session = session(id)
                let isNew = table.insert(session)
                #expect(isNew == (dictionary[id] == nil))
                dictionary[id] = session
            } else {
                table.remove(SessionID(id))
                dictionary[id] = nil
            }
            #expect(table.count == dictionary.count)
        }
        for id in ids { #expect(table[SessionID(id)] === dictionary[id]) }
        #expect(Set(table.all.map(ObjectIdentifier.init)) == Set(dictionary.values.map(ObjectIdentifier.init)))
    }

    @Test func `says where a session lies, and nothing of one that it has not`() {
        var table = SessionTable()
        let session = session(7)
        table.insert(session)
        #expect(table.address(of: SessionID(7)) == MemoryPlace(of: session, size: 0).address)
        #expect(table.address(of: SessionID(8)) == 0)
        table.remove(SessionID(7))
        #expect(table.address(of: SessionID(7)) == 0)
    }

    @Test func `knows where the meters of a session lie once they have changed`() {
        let id = SessionID(7)
        let definition = SessionDefinition.make([.nativeTokenTransfer(allowance: Amount(low: 9))])
        var session = Session(id: id, definition: definition, createdSec: 1)
        let stored = StoredSession(number: 1, session: session, trail: Trail(), kept: .balances)
        let before = stored.memory.meters.address
        session.reserve([Debit(.native, Amount(low: 4))])
        stored.update(session)
        #expect(stored.memory.meters.address != before)
        #expect(stored.memory.meters.address == MemoryPlace(of: stored.session.meters).address)
    }

    @Test func `is empty once all are forgotten`() {
        var table = SessionTable()
        for id in UInt128(0)..<100 { table.insert(session(id)) }
        table.removeAll()
        #expect(table.count == 0)
        #expect(table.all.isEmpty)
        #expect(table[SessionID(7)] == nil)
    }
}
