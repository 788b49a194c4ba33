/// A part of a listing.
package struct Page<Entry: Equatable & Sendable>: Equatable, Sendable {
    /// In the order of the listing.
    package let entries: [Entry]
    /// Each entry's number, before which a page may go on.
    private let numbers: [Int64]
    /// The number before which it goes on; `nil` where there is no more.
    private let end: Int64?

    /// A page, with its entries' numbers, and the one before which it goes on.
    package init(entries: [Entry], numbers: [Int64], end: Int64?) {
        self.entries = entries
        self.numbers = numbers
        self.end = end
    }

    /// The same page with each entry told in another way.
    package func map<Other>(_ change: (Entry) throws -> Other) rethrows -> Page<Other> {
        Page<Other>(entries: try entries.map(change), numbers: numbers, end: end)
    }

    /// The number before which the next page goes on; `nil` where there is no more.
    package var next: Int64? { next(after: entries.count) }

    /// The same for a page that has room for only so many of the entries.
    package func next(after count: Int) -> Int64? { count < entries.count ? numbers.prefix(count).last : end }
}
