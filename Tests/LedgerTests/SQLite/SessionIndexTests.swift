import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

@Suite("The index of sessions") struct SessionIndexTests {
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
        var index = SessionIndex()
        var dictionary: [UInt128: StoredSession] = [:]
        for _ in 0..<20_000 {
            let id = ids[Int.random(in: ids.indices, using: &random)]
            if Int.random(in: 0..<5, using: &random) < 3 {
                let session = session(id)
                let isNew = index.set(session)
                #expect(isNew == (dictionary[id] == nil))
                dictionary[id] = session
            } else {
                index.remove(SessionID(id))
                dictionary[id] = nil
            }
            #expect(index.count == dictionary.count)
        }
        for id in ids { #expect(index[SessionID(id)] === dictionary[id]) }
        #expect(Set(index.all.map(ObjectIdentifier.init)) == Set(dictionary.values.map(ObjectIdentifier.init)))
    }

    @Test func `says where a session lies, and nothing of one that it has not`() {
        var index = SessionIndex()
        // At one place of sixteen, and behind it.
        let sessions = [7, 23, 39].map { session($0) }
        for session in sessions { index.set(session) }
        for session in sessions {
            #expect(index.address(of: session.session.id) == MemoryPlace(of: session, size: 0).address)
        }
        #expect(index.address(of: SessionID(55)) == nil)
        index.remove(SessionID(7))
        #expect(index.address(of: SessionID(7)) == nil)
        #expect(index.address(of: SessionID(39)) == MemoryPlace(of: sessions[2], size: 0).address)
    }

    @Test func `keeps the newest of one id, also where it is full`() {
        var index = SessionIndex()
        for id in UInt128(0)..<12 { index.set(session(id)) }
        let newest = session(5)
        let isNew = index.set(newest)
        #expect(!isNew)
        #expect(index.count == 12)
        #expect(index[SessionID(5)] === newest)
        #expect((UInt128(0)..<12).allSatisfy { index[SessionID($0)]?.session.id == SessionID($0) })
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
        _ = stored.rememberStart()
        session.reserve([Debit(.native, Amount(low: 1))])
        stored.update(session)
        stored.discard()
        #expect(stored.memory.meters.address == MemoryPlace(of: stored.session.meters).address)
        #expect(stored.session.meters.map(\.reserved) == [Amount(low: 4)])
    }

    @Test func `is empty once all are forgotten`() {
        var index = SessionIndex()
        for id in UInt128(0)..<100 { index.set(session(id)) }
        index.removeAll()
        #expect(index.count == 0)
        #expect(index.all.isEmpty)
        #expect(index[SessionID(7)] == nil)
        let again = session(7)
        index.set(again)
        #expect(index[SessionID(7)] === again)
        #expect(index.count == 1)
    }
}
