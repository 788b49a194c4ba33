/// Values by key, in one array in the order of the keys: for the few permissions of a session, smaller than a
/// dictionary and quicker to search.
struct LookupTable<Key: Comparable, Value> {
    /// A key with its value.
    struct Entry {
        let key: Key
        var value: Value
    }

    private var entries: [Entry] = []

    var isEmpty: Bool { entries.isEmpty }

    /// The value of a key, if there is one.
    subscript(key: Key) -> Value? {
        let place = place(of: key)
        return place < entries.count && entries[place].key == key ? entries[place].value : nil
    }

    /// Keeps the value for the key, in place of an earlier one.
    mutating func set(_ value: Value, for key: Key) {
        let place = place(of: key)
        if place < entries.count, entries[place].key == key {
            entries[place].value = value
        } else {
            entries.insert(Entry(key: key, value: value), at: place)
        }
    }

    /// Where it lies.
    var memory: MemoryPlace { MemoryPlace(of: entries) }

    /// Where the key stands, or would stand.
    private func place(of key: Key) -> Int { entries.partitioningIndex { $0.key >= key } }
}

extension LookupTable.Entry: Equatable where Value: Equatable {}
extension LookupTable: Equatable where Value: Equatable {}
extension LookupTable.Entry: Sendable where Key: Sendable, Value: Sendable {}
extension LookupTable: Sendable where Key: Sendable, Value: Sendable {}
