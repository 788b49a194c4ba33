/// The places of names in a list, each found by its mark, or at the next one that was free. There are many more marks
/// than names, so that most are found at their own. It is no array, so that whoever looks counts no reference.
struct MarkedPlaces: ~Copyable {
    /// -1 where there is none, which is so of half of them at least.
    private var places = InlineArray<64, Int8>(repeating: -1)
    private var count = 0

    /// Adds a place.
    mutating func add(_ place: Int, for mark: Int) {
        count += 1
        precondition(count <= NameMark.count / 2 && NameMark.count == places.count, "too many names for their marks")
        var free = mark
        while places[free] >= 0 { free = Self.next(free) }
        places[free] = Int8(truncatingIfNeeded: place)
    }

    /// The first place of a mark that passes.
    @inline(__always)
    func first(of mark: Int, where isWanted: (Int) -> Bool) -> Int? {
        // By a span: in place, each look would copy all of them.
        let span = places.span
        var mark = mark
        while span[mark] >= 0 {
            let place = Int(span[mark])
            if isWanted(place) { return place }
            mark = Self.next(mark)
        }
        return nil
    }

    private static func next(_ mark: Int) -> Int { (mark + 1) % NameMark.count }
}
