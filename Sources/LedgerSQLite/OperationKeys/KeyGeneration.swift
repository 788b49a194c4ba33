/// Keys in memory, found by their hashes.
///
/// Each stands at the place that the highest bits of its hash name, or at the next one that is free. So they are in the
/// order of their hashes, nearly, and can move to the table in that order without being sorted.
struct KeyGeneration {
    private static let fewestBits = 4

    private var places = [KeyEntry](repeating: .none, count: 1 << fewestBits)
    private var bits = fewestBits
    private(set) var count = 0

    /// Adds a key.
    mutating func append(_ entry: KeyEntry) {
        if !places.hasRoom(beside: count) { grow() }
        put(entry)
        count += 1
    }

    /// Takes back a key that was added.
    mutating func takeBack(_ entry: KeyEntry) {
        guard let place = place(of: entry) else { preconditionFailure("a key that is taken back was added") }
        let bits = bits
        places.vacate(place, leaving: .none, isEmpty: { $0 == .none }) { Self.home(of: $0.hash, bits: bits) }
        count -= 1
    }

    /// Takes note that a key's authorization was removed, or that it was not.
    ///
    /// - Returns: whether the key is one of these.
    mutating func mark(_ entry: KeyEntry, removed: Bool) -> Bool {
        guard let place = place(of: entry) else { return false }
        places[place] = entry.removed(removed)
        return true
    }

    /// The authorizations with that hash, newest first.
    func authorizations(with hash: Int64) -> [Int64] {
        var found: [Int64] = []
        var place = home(of: hash)
        while places[place] != .none {
            let entry = places[place]
            if entry.hash == hash, !entry.isRemoved { found.append(entry.authorization) }
            place = places.place(after: place)
        }
        if found.count > 1 { found.sort(by: >) }
        return found
    }

    /// The next key, about in the order of the hashes, and where to go on after it; `nil` after the last one.
    func next(from place: inout Int) -> KeyEntry? {
        while place < places.count {
            defer { place += 1 }
            if places[place] != .none { return places[place] }
        }
        return nil
    }

    private func place(of entry: KeyEntry) -> Int? {
        var place = home(of: entry.hash)
        while places[place] != .none {
            let other = places[place]
            if other.hash == entry.hash, other.authorization == entry.authorization { return place }
            place = places.place(after: place)
        }
        return nil
    }

    private mutating func put(_ entry: KeyEntry) {
        places[places.freePlace(from: home(of: entry.hash)) { $0 == .none }] = entry
    }

    private mutating func grow() {
        let old = places
        bits += 1
        places = [KeyEntry](repeating: .none, count: 1 << bits)
        for entry in old where entry != .none { put(entry) }
    }

    private func home(of hash: Int64) -> Int { Self.home(of: hash, bits: bits) }

    /// The place that a hash names; the table begins with the negative ones.
    private static func home(of hash: Int64, bits: Int) -> Int {
        Int((UInt64(bitPattern: hash) ^ 1 << 63) >> UInt64(UInt64.bitWidth - bits))
    }
}
