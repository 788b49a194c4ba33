import SessionKeys

/// The sessions that expire next, read from their index a few at a time while nothing is due: those that expire
/// together need not be looked up in the moment in which everybody waits to be told of them.
///
///     index    .. ended by waves .. | a b c d e f g h | i j k ...
///                              start^                 ^end
///
/// Behind `start` and up to `end` it is what the index has: a change in it cuts it off where the change is.
struct ForeseenExpiries {
    /// How many are kept at most, and how many are read at a time.
    static let limit = 8192
    static let stride = 32

    private var expiries: [Expiry] = []
    private var start = ExpiryPlace.start
    /// Whether there are no others behind them.
    private var isWhole = false

    /// Where it goes on.
    private var end: ExpiryPlace { expiries.last?.place ?? start }

    /// Where more can be read; `nil` where there is no more, or enough.
    var next: ExpiryPlace? { isWhole || expiries.count >= Self.limit ? nil : end }

    /// Has them begin behind those that waves have ended. Once there are no waves, those are not in the index either.
    mutating func begin(behind reach: ExpiryPlace) {
        if start < reach {
            isWhole = isWhole && reach <= end
            expiries.removeFirst(expiries.position(behind: reach))
        }
        start = reach
    }

    /// Takes what stands in the index behind `next`: at most `stride`, and all there is where it is less.
    mutating func append(_ more: [Expiry]) {
        expiries += more
        isWhole = more.count < Self.stride
    }

    /// Takes note that the index changes at a place.
    mutating func cut(at place: ExpiryPlace) {
        // What comes behind all there is makes them not all there is; 0 is no expiry.
        guard start < place, place.second > 0, isWhole || place <= end else { return }
        isWhole = false
        expiries.removeSubrange(expiries.position(from: place)...)
    }

    /// Those behind a place, in their order; nothing where it is not known which is the first of them.
    func behind(_ place: ExpiryPlace) -> ArraySlice<Expiry> {
        start <= place ? expiries[expiries.position(behind: place)...] : []
    }

    /// How many of those behind a place expire up to a second.
    func count(behind place: ExpiryPlace, until second: Int64) -> Int {
        let (known, end) = (behind(place), expiries.position(behind: ExpiryPlace(second: second, number: .max)))
        return known.isEmpty ? 0 : max(0, end - known.startIndex)
    }

    /// Whether there is nothing behind a place but what it foresees.
    func isAllThereIs(behind place: ExpiryPlace) -> Bool { isWhole && start <= place }
}
