import ControlProtocol

/// The daemon's list of sessions, page by page.
struct Listing {
    private let client: Client
    /// How many sessions a page has at most.
    private static let largestPage = 1000

    init(_ client: Client) { self.client = client }

    /// Takes every page of a listing, up to the last one.
    func forEachPage(
        where filter: (inout JSONWriter) -> Void = { _ in }, _ body: (JSONValue) throws(Failure) -> Void
    ) throws(Failure) {
        var cursor: JSONValue?
        repeat {
            let page = try client.call("session_list") { writer in
                filter(&writer)
                writer.member("limit", integer: Self.largestPage)
                if let cursor { writer.member("cursor", value: cursor) }
            }
            try body(page)
            cursor = page["nextCursor"]
        } while cursor != nil
    }
}
