/// Collects the entries of a listing until there are enough for an answer, by count or by size.
package struct PageBuilder<Entry: Listed> {
    private let request: PageRequest
    /// What it holds so far.
    package private(set) var entries: [Entry] = []
    private var numbers: [Int64] = []
    private var bytes = 0
    private var end: Int64?

    /// An empty page for what is asked for.
    package init(_ request: PageRequest) { self.request = request }

    /// How many more it takes at most, whatever their size.
    package var room: Int { request.limit - entries.count }

    /// Makes room for so many more, as far as the page takes them.
    package mutating func reserveCapacity(_ count: Int) {
        let capacity = min(request.limit, entries.count + count)
        entries.reserveCapacity(capacity)
        numbers.reserveCapacity(capacity)
    }

    /// Takes the entry, unless the page is full. A page takes one entry however large it is, so that reading goes on.
    ///
    /// - Returns: whether it was taken.
    package mutating func add(_ entry: Entry, number: Int64) -> Bool {
        bytes += entry.leastBytes
        guard entries.count < request.limit, entries.isEmpty || bytes <= request.byteLimit else {
            end = numbers.last
            return false
        }
        entries.append(entry)
        numbers.append(number)
        return true
    }

    /// Ends the page before it is full: the next one goes on before a number, behind which it has everything.
    package mutating func finish(before number: Int64) { end = number }

    /// What was collected, and where the next page goes on.
    package var page: Page<Entry> { Page(entries: entries, numbers: numbers, end: end) }
}
