import CProcessor
import SessionKeys

extension SQLiteStore {
    /// Brings the sessions of a batch near, all of them at once, before the first of them is looked at. Most of ten
    /// thousand sessions lie further away than the processor's caches reach: each of their parts would be waited for by
    /// itself, a tenth of all the time that a check takes.
    func prefetch(_ requests: [Request]) {
        guard requests.count > 1 else { return }
        let ids = requests.compactMap { $0.session }
        for id in ids {
            if let address = cache.address(ofNewer: id) { processor_prefetch(address, StoredSession.decisiveSize) }
        }
        // Each is there by the time that all have been asked for, and says where its parts are. Counting a reference to
        // it takes a moment, in which they come: a processor that is asked for too much at once forgets some of it.
        var sessions: [StoredSession] = []
        sessions.reserveCapacity(ids.count)
        for id in ids {
            guard let session = cache.newer(id) else { continue }
            session.memory.definition.prefetch()
            session.memory.meters.prefetch()
            sessions.append(session)
        }
        for session in sessions { session.memory.tokens.prefetch() }
    }
}

extension MemoryPlace {
    /// The most that is asked for, in bytes: four meters with what stands before them. More would push out others.
    private static let mostPrefetched = 576

    fileprivate func prefetch() { processor_prefetch(address, min(size, Self.mostPrefetched)) }
}
