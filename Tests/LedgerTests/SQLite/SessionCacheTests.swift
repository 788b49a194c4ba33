import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

@Suite("The sessions in memory") struct SessionCacheTests {
    private func session(_ number: Int64) -> StoredSession {
        let id = SessionID(UInt128(number))
        let session = Session(id: id, definition: .make(), createdSec: number)
        return StoredSession(number: number, session: session, trail: Trail(), kept: .balances)
    }

    private func numbers(in cache: inout SessionCache, of range: ClosedRange<Int64>) -> [Int64] {
        range.filter { cache.session(SessionID(UInt128($0)))?.number == $0 }
    }

    @Test func `are at most two generations, the newest ones`() {
        var cache = SessionCache(generationSize: 3)
        for number in Int64(1)...8 { cache.keep(session(number)) }
        #expect(numbers(in: &cache, of: 1...3).isEmpty)
        #expect(numbers(in: &cache, of: 7...8) == [7, 8])
        #expect(numbers(in: &cache, of: 4...4) == [4])
    }

    @Test func `are told the address of where they are of the newer generation`() {
        var cache = SessionCache(generationSize: 2)
        let newer = session(3)
        for session in [session(1), session(2), newer] { cache.keep(session) }
        #expect(cache.address(ofNewer: SessionID(3)) == MemoryPlace(of: newer, size: 0).address)
        #expect(cache.address(ofNewer: SessionID(1)) == nil)
    }

    @Test func `stay as long as they are used`() {
        var cache = SessionCache(generationSize: 3)
        for number in Int64(1)...40 {
            cache.keep(session(number))
            #expect(cache.session(SessionID(1))?.number == 1)
        }
    }

    @Test func `are there in their newest form, and say what the tables still hold`() throws {
        var cache = SessionCache(generationSize: 1)
        let changed = session(1)
        cache.keep(changed)
        cache.keep(session(2))
        var ended = changed.session
        ended.end(Ending(.revoked, endedSec: 7))
        changed.update(ended)
        let again = cache.session(SessionID(1))
        let found = try #require(again)
        #expect(found.session.status == .revoked)
        #expect(found.before?.hasEnded == false)
        found.noteWritten(as: .balances)
        #expect(found.before == nil)
    }

    @Test func `are full when the next one pushes others out`() {
        var cache = SessionCache(generationSize: 2)
        cache.keep(session(1))
        #expect(cache.isFull == false)
        cache.keep(session(2))
        #expect(cache.isFull == true)
        cache.keep(session(3))
        #expect(cache.isFull == false)
    }

    @Test func `are forgotten together`() {
        var cache = SessionCache(generationSize: 2)
        for number in Int64(1)...3 { cache.keep(session(number)) }
        cache.removeAll()
        #expect(numbers(in: &cache, of: 1...3).isEmpty)
    }
}
