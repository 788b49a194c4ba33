import SessionKeys
import TestSupport
import Testing

@testable import LedgerSQLite

@Suite("A listing by chain") struct ListingLimitTests {
    @Test func `ends its pages early where very many sessions were passed over, and misses none`() throws {
        try Store.withNew { store in
            let ledger = try store.open()
            let clerk = Clerk(ledger)
            let wanted = try clerk.create(.make(chainID: 7))
            let count = 3000
            _ = try clerk.commit((0..<count).map { _ in clerk.creation(of: .make(chainID: 8)) })
            var filter = SessionFilter()
            filter.chainID = 7
            #expect(try clerk.sessions(filter).entries.count == 1)
            var (before, pages, found) = (Int64?.none, 0, [SessionID]())
            repeat {
                ledger.store.passedByListings = 1 << 20
                let request = PageRequest(limit: 5, before: before)
                guard case .sessions(let page) = try ledger.store.read(.sessions(filter, request)) else {
                    Issue.record("a listing is answered with something else")
                    return
                }
                for case .readable(let record) in page.entries { found.append(record.session.id) }
                (before, pages) = (page.next, pages + 1)
            } while before != nil
            #expect(found == [wanted] && pages == count / 1024 + 1)
        }
    }
}
