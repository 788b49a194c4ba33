internal import SessionKeys

/// Sessions that were used lately, as they are in the store. Two generations: what was not used while one of them filled up
/// is forgotten with the older one.
struct SessionCache {
    /// A session, its number in the store, and where its chains end.
    struct Entry {
        let number: Int64
        var session: Session
        var trail = Trail()
    }

    private let generationSize: Int
    private var young: [SessionID: Entry] = [:]
    private var old: [SessionID: Entry] = [:]

    init(generationSize: Int) { self.generationSize = generationSize }

    mutating func entry(of id: SessionID) -> Entry? {
        if let entry = young[id] { return entry }
        guard let entry = old[id] else { return nil }
        keep(entry)
        return entry
    }

    mutating func keep(_ entry: Entry) {
        if young.count >= generationSize {
            old = young
            young.removeAll(keepingCapacity: true)
        }
        young[entry.session.id] = entry
    }

    mutating func remove(_ id: SessionID) {
        young[id] = nil
        old[id] = nil
    }

    mutating func removeAll() {
        young = [:]
        old = [:]
    }
}
