import SessionKeys
import Testing
import TestSupport

@Suite("Listings") struct ListingTests {
    /// Every entry, fetched page by page.
    private func walk<Entry>(
        limit: Int, byteLimit: Int = .max, _ page: (PageRequest) throws -> Page<Entry>
    ) throws -> [Entry] {
        var entries: [Entry] = []
        var before: Int64?
        repeat {
            let page = try page(PageRequest(limit: limit, before: before, byteLimit: byteLimit))
            #expect(page.entries.count <= limit && !page.entries.isEmpty)
            entries += page.entries
            before = page.next
        } while before != nil
        return entries
    }

    @Test(arguments: Backend.allCases, [1, 2, 3, 6, 7, 8, 100])
    func `sessions are listed newest first, on pages of any size`(backend: Backend, limit: Int) throws {
        try backend.withClerk { clerk in
            let ids = try (0..<7).map { _ in try clerk.create() }
            let listed = try walk(limit: limit) { try clerk.sessions(SessionFilter(), $0) }
            #expect(listed.map(\.session.id) == ids.reversed())
        }
    }

    @Test(arguments: Backend.allCases, [1, 3, 5, 6])
    func `authorizations are listed newest first, and only the session's`(backend: Backend, limit: Int) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let other = try clerk.create()
            let given = try (0..<5).map { _ in
                _ = try clerk.reserve(.transfer(2), within: other)
                return try clerk.reserve(.transfer(1), within: id)
            }
            #expect(try walk(limit: limit) { try clerk.authorizations(of: id, $0) } == given.reversed())
            // A place that is another session's.
            let page = try clerk.authorizations(of: id, PageRequest(limit: 9, before: 7))
            #expect(page.entries == given.prefix(2).reversed())
        }
    }

    @Test(arguments: Backend.allCases, [0, 1, 1500, 2500, 10_000, 1_000_000])
    func `a page ends early when it grows too large, but never empty`(backend: Backend, byteLimit: Int) throws {
        try backend.withClerk { clerk in
            let ids = try (0..<9).map { _ in try clerk.create() }
            let listed = try walk(limit: 100, byteLimit: byteLimit) { try clerk.sessions(SessionFilter(), $0) }
            #expect(listed.map(\.session.id) == ids.reversed())
            let first = try clerk.sessions(SessionFilter(), PageRequest(limit: 100, byteLimit: byteLimit))
            #expect(byteLimit > 1 || first.entries.count == 1)
            #expect(byteLimit < 1_000_000 || first.next == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `new sessions do not shift the pages that follow`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let ids = try (0..<4).map { _ in try clerk.create() }
            let first = try clerk.sessions(SessionFilter(), PageRequest(limit: 2))
            _ = try clerk.create()
            _ = try clerk.create()
            let second = try clerk.sessions(SessionFilter(), PageRequest(limit: 2, before: first.next))
            #expect((first.entries + second.entries).map(\.session.id) == ids.reversed())
            #expect(second.next == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `filters narrow the list down, alone and together`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let here = try clerk.create(.make(chainID: 1))
            let elsewhere = try clerk.create(.make(chainID: .max))
            let foreign = try clerk.create(.make(account: .make(60), chainID: .max))
            let revoked = try clerk.create(.make(chainID: 1))
            _ = try clerk.revoke(.session(revoked))
            let list = { (status: SessionStatus?, account: Address?, chainID: UInt64?) in
                var filter = SessionFilter()
                filter.status = status
                filter.account = account
                filter.chainID = chainID
                return try clerk.sessions(filter).entries.map(\.session.id)
            }
            #expect(try list(nil, nil, nil) == [revoked, foreign, elsewhere, here])
            #expect(try list(.active, nil, nil) == [foreign, elsewhere, here])
            #expect(try list(.revoked, nil, nil) == [revoked])
            #expect(try list(.expired, nil, nil).isEmpty)
            #expect(try list(nil, .account, nil) == [revoked, elsewhere, here])
            #expect(try list(nil, nil, .max) == [foreign, elsewhere])
            #expect(try list(.active, .account, 1) == [here])
            #expect(try list(.revoked, .make(60), nil).isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a session without authorizations has an empty list of them`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            #expect(try clerk.authorizations(of: id) == Page(entries: [], numbers: [], end: nil))
            #expect(try clerk.sessions(SessionFilter(), PageRequest(limit: 5, before: 1)).entries.isEmpty)
        }
    }
}
