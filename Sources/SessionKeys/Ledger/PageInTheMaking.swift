/// Collects the entries of a listing until the page is full, by count or by size.
package struct PageInTheMaking<Entry: Equatable & Sendable> {
    private let request: PageRequest
    package private(set) var entries: [Entry] = []
    private var bytes = 0
    private var last: Int64?
    private var hasMore = false

    /// An empty page for what is asked for.
    package init(_ request: PageRequest) { self.request = request }

    /// Takes the entry, unless the page is full. A page takes one entry however large it is, so that reading goes on.
    ///
    /// - Returns: whether it was taken.
    package mutating func add(_ entry: Entry, number: Int64, bytes size: Int) -> Bool {
        bytes += size
        guard entries.count < request.limit, entries.isEmpty || bytes <= request.byteLimit else {
            hasMore = true
            return false
        }
        entries.append(entry)
        last = number
        return true
    }

    /// What was collected, and where the next page goes on.
    package var page: Page<Entry> { Page(entries: entries, next: hasMore ? last : nil) }
}
