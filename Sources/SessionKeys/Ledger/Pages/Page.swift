/// A part of a listing.
package struct Page<Entry: Equatable & Sendable>: Equatable, Sendable {
    /// In the order of the listing.
    package let entries: [Entry]
    /// Each entry's number, before which a page may go on.
    private let numbers: [Int64]
    /// Whether there are entries behind the last one.
    private let hasMore: Bool

    /// A page, with its entries' numbers.
    package init(entries: [Entry], numbers: [Int64], hasMore: Bool) {
        self.entries = entries
        self.numbers = numbers
        self.hasMore = hasMore
    }

    /// The same page with each entry told in another way.
    package func map<Other>(_ change: (Entry) throws -> Other) rethrows -> Page<Other> {
        Page<Other>(entries: try entries.map(change), numbers: numbers, hasMore: hasMore)
    }

    /// The number of the last entry, where there is more; the next page goes on before it.
    package var next: Int64? { next(after: entries.count) }

    /// The same for a page that has room for only so many of the entries.
    package func next(after count: Int) -> Int64? {
        hasMore || count < entries.count ? numbers.prefix(count).last : nil
    }
}
