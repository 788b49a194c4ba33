import ControlProtocol
import SessionKeys

/// A listing of the daemon, page by page. Pages end early where their answers would grow too long, or too much was
/// looked at for them: only a page without a cursor is the last one, and another one may be empty.
struct Listing {
    private let client: Client
    private let method: Method
    /// The member of a page that holds its entries.
    private let name: String
    /// What every entry has, and is known by.
    private let texts: [String]

    /// The daemon's sessions, the newest first.
    static func sessions(of client: Client) -> Listing {
        Listing(client: client, method: .listSessions, name: "sessions", texts: ["sessionId", "account", "status"])
    }

    /// A session's authorizations, the newest first.
    static func authorizations(of client: Client) -> Listing {
        Listing(
            client: client, method: .listAuthorizations, name: "authorizations", texts: ["authorizationId", "state"])
    }

    /// Takes every page of a listing, up to the last one.
    func forEachPage(
        where filter: (inout JSONWriter) -> Void = { _ in }, _ body: (JSONValue) throws(Failure) -> Void
    ) throws(Failure) {
        var cursor: JSONValue?
        repeat {
            let page = try page(limit: PageRequest.largestLimit, from: cursor, where: filter)
            try body(page)
            cursor = page["nextCursor"]
        } while cursor != nil
    }

    /// Prints a page as it came, or each page on a line where all are wanted; where there are more than that, though
    /// not as many came as were asked for, it is told by which command they are to be had.
    func print(
        _ pages: PageOptions, moreBy command: String, where filter: (inout JSONWriter) -> Void
    ) throws(Failure) {
        guard !pages.all else {
            return try forEachPage(where: filter) { Output.write(json: CompactJSON.bytes(of: $0)) }
        }
        let page = try page(limit: pages.limit, where: filter)
        Output.write(json: CompactJSON.bytes(of: page))
        let isWhole = pages.limit.map { page.list(name).count >= $0 } ?? false
        if page["nextCursor"] != nil, !isWhole { pages.tellOfMore(by: command, asJSON: true) }
    }

    /// The first entries, at most `limit`, from as many pages as they stand on.
    func first(_ limit: Int, where filter: (inout JSONWriter) -> Void) throws(Failure) -> ListedEntries {
        var first = ListedEntries()
        var cursor: JSONValue?
        repeat {
            let room = min(limit - first.entries.count, PageRequest.largestLimit)
            let page = try page(limit: room, from: cursor, where: filter)
            first.add(page, name)
            cursor = page["nextCursor"]
        } while cursor != nil && first.entries.count < limit
        first.hasMore = cursor != nil
        return first
    }

    /// The first ones of a status, or of any.
    func first(_ limit: Int, of status: SessionStatus?) throws(Failure) -> ListedEntries {
        try first(limit) { writer in
            if let status { writer.member("status", string: status.rawValue) }
        }
    }

    /// The first entries that are wanted, at most `limit`: any page may have some, and they are read until there is one
    /// more.
    func first(
        _ limit: Int, where filter: (inout JSONWriter) -> Void, _ isWanted: (JSONValue) -> Bool
    ) throws(Failure) -> ListedEntries {
        var first = ListedEntries()
        var cursor: JSONValue?
        repeat {
            let page = try page(limit: PageRequest.largestLimit, from: cursor, where: filter)
            first.add(page, name, where: isWanted)
            cursor = page["nextCursor"]
        } while cursor != nil && first.entries.count <= limit
        first.keep(limit)
        return first
    }

    /// A page, as the daemon answers it: with at most `limit` entries, or as many as it gives by itself.
    func page(
        limit: Int?, from cursor: JSONValue? = nil, where filter: (inout JSONWriter) -> Void
    ) throws(Failure) -> JSONValue {
        let page = try client.call(method) { writer in
            filter(&writer)
            if let limit { writer.member("limit", integer: limit) }
            if let cursor { writer.member("cursor", value: cursor) }
        }
        _ = try page.neededRows(name, with: texts)
        return page
    }
}
