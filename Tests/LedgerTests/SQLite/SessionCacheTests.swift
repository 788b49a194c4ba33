import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

@Suite("The sessions in memory") struct SessionCacheTests {
    private func entry(_ number: Int64) -> SessionCache.Entry {
        let id = SessionID(UInt128(number))
        return SessionCache.Entry(number: number, session: Session(id: id, definition: .make(), createdSec: number))
    }

    private func numbers(in cache: inout SessionCache, of range: ClosedRange<Int64>) -> [Int64] {
        range.filter { cache.entry(of: SessionID(UInt128($0)))?.number == $0 }
    }

    @Test func `are at most two generations, the newest ones`() {
        var cache = SessionCache(generationSize: 3)
        for number in Int64(1)...8 { cache.keep(entry(number)) }
        #expect(numbers(in: &cache, of: 1...3).isEmpty)
        #expect(numbers(in: &cache, of: 7...8) == [7, 8])
        #expect(numbers(in: &cache, of: 4...4) == [4])
    }

    @Test func `stay as long as they are used`() {
        var cache = SessionCache(generationSize: 3)
        for number in Int64(1)...40 {
            cache.keep(entry(number))
            #expect(cache.entry(of: SessionID(1))?.number == 1)
        }
    }

    @Test func `are there in their newest form`() {
        var cache = SessionCache(generationSize: 1)
        var changed = entry(1)
        cache.keep(changed)
        cache.keep(entry(2))
        changed.session.end(Ending(status: .revoked, endedSec: 7))
        cache.keep(changed)
        #expect(cache.entry(of: SessionID(1))?.session.status == .revoked)
    }

    @Test func `are forgotten together`() {
        var cache = SessionCache(generationSize: 2)
        for number in Int64(1)...3 { cache.keep(entry(number)) }
        cache.removeAll()
        #expect(numbers(in: &cache, of: 1...3).isEmpty)
    }
}
