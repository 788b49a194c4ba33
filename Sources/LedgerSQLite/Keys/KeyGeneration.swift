/// Keys in the order in which they were first used, found by their hashes.
struct KeyGeneration {
    /// A key's hash, and the authorization that it stands for.
    struct Entry {
        let hash: Int64
        let authorization: Int64
        /// The place of the entry before it that has the same hash.
        fileprivate let earlier: Int?
    }

    private(set) var entries: [Entry] = []
    /// The place of each hash's newest entry.
    private var places: [Int64: Int] = [:]

    var count: Int { entries.count }

    /// An empty generation with room for so many.
    init(capacity: Int) {
        entries.reserveCapacity(capacity)
        places.reserveCapacity(capacity)
    }

    mutating func append(_ hash: Int64, of authorization: Int64) {
        let earlier = places.updateValue(entries.count, forKey: hash)
        entries.append(Entry(hash: hash, authorization: authorization, earlier: earlier))
    }

    /// Forgets the newest entries until so many are left.
    mutating func cut(to count: Int) {
        while entries.count > count {
            let last = entries.removeLast()
            places[last.hash] = last.earlier
        }
    }

    /// The authorizations with that hash, newest first.
    func authorizations(with hash: Int64) -> [Int64] {
        var found: [Int64] = []
        var next = places[hash]
        while let place = next {
            found.append(entries[place].authorization)
            next = entries[place].earlier
        }
        return found
    }
}
