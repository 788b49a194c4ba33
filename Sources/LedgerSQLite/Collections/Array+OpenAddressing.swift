/// What tables with open addressing have in common: they have a power of two of places, and behind the last one comes the
/// first.
extension Array {
    /// Whether one more may be taken: three of four may.
    func hasRoom(beside count: Int) -> Bool { count < self.count / 4 * 3 }

    func place(after place: Int) -> Int { (place + 1) & (count - 1) }

    /// That place, or the next one where nothing stands.
    func freePlace(from home: Int, isEmpty: (Element) -> Bool) -> Int {
        var place = home
        while !isEmpty(self[place]) { place = self.place(after: place) }
        return place
    }

    /// Vacates a place; `home` says where something is looked for first.
    mutating func vacate(
        _ place: Int, leaving empty: Element, isEmpty: (Element) -> Bool, home: (Element) -> Int
    ) {
        // Those behind it are looked for from their own place on, and must not lie behind a gap.
        var hole = place
        var next = self.place(after: hole)
        while !isEmpty(self[next]) {
            if distance(from: home(self[next]), to: next) >= distance(from: hole, to: next) {
                self[hole] = self[next]
                hole = next
            }
            next = self.place(after: next)
        }
        self[hole] = empty
    }

    private func distance(from start: Int, to end: Int) -> Int { (end - start) & (count - 1) }
}
