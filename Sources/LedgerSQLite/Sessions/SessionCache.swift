import SessionKeys

/// Sessions that were used lately. Two generations: what was not used while one of them filled up is forgotten with the
/// older one. It cannot be copied: a copy would count a reference for each generation, with every look-up.
struct SessionCache: ~Copyable {
    private let generationSize: Int
    private var young = SessionIndex()
    private var old = SessionIndex()

    init(generationSize: Int) { self.generationSize = generationSize }

    /// Whether some are forgotten when the next one is kept.
    var isFull: Bool { young.count >= generationSize }

    /// A session of the newer generation: looking it up forgets nothing.
    func newer(_ id: SessionID) -> StoredSession? { young[id] }

    /// The address at which a session of the newer generation lies; `nil` if it is not there.
    func address(ofNewer id: SessionID) -> UInt? { young.address(of: id) }

    mutating func session(_ id: SessionID) -> StoredSession? {
        if let session = newer(id) { return session }
        guard let session = old[id] else { return nil }
        keep(session)
        return session
    }

    mutating func keep(_ session: StoredSession) {
        if isFull {
            swap(&old, &young)
            young.removeAll()
        }
        young.set(session)
    }

    mutating func remove(_ id: SessionID) {
        young.remove(id)
        old.remove(id)
    }

    mutating func removeAll() {
        young = SessionIndex()
        old = SessionIndex()
    }
}
