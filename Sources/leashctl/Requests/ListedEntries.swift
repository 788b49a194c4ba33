import ControlProtocol

/// What pages of a listing have told.
struct ListedEntries {
    /// How many of those that are damaged a sentence names.
    private static let shownIDs = 4

    private(set) var entries: [JSONValue] = []
    /// The ids of those that the daemon cannot read.
    private(set) var damaged: [String] = []
    /// Whether there are more.
    var hasMore = false

    /// Takes a page, whose entries are its member of that name; of them only those that are wanted.
    mutating func add(_ page: JSONValue, _ name: String, where isWanted: (JSONValue) -> Bool = { _ in true }) {
        entries += page.list(name).filter(isWanted)
        damaged += page.damagedSessions
    }

    /// Leaves out what is beyond the first entries.
    mutating func keep(_ limit: Int) {
        guard entries.count > limit else { return }
        entries.removeLast(entries.count - limit)
        hasMore = true
    }

    /// A sentence about those that are damaged; `nil` where none is.
    var damageReport: String? {
        guard !damaged.isEmpty else { return nil }
        let (shown, rest) = (damaged.prefix(Self.shownIDs), damaged.dropFirst(Self.shownIDs).count)
        let which = damaged.count == 1 ? "A session is" : "\(damaged.count) sessions are"
        return "\(which) damaged in the store, and denied everything: \(shown.joined(separator: ", "))"
            + (rest > 0 ? " and \(rest) more" : "") + ". See LeashdStoreFailing in operations.md."
    }
}

extension JSONValue {
    /// The ids of the sessions on a page that the daemon cannot read.
    var damagedSessions: [String] { list("damaged").compactMap(\.string).map(ShownText.of) }
}
