import CProcessor
import SessionKeys

extension SQLiteStore {
    /// Brings the sessions of a batch near, all of them at once, before the first of them is looked at. Most of ten
    /// thousand sessions lie further away than the processor's caches reach: each of their parts would be waited for by
    /// itself, a tenth of all the time that a check takes.
    func prefetch(_ requests: [Request]) {
        let ids = requests.compactMap { $0.session }
        guard ids.count > 1 else { return }
        for id in ids { cache.memory(ofNewer: id).prefetch() }
        // Each is there by the time that all have been asked for, and says where its parts are.
        for id in ids {
            guard let memory = cache.newer(id)?.memory else { continue }
            memory.definition.prefetch()
            memory.tokens.prefetch()
            memory.meters.prefetch()
        }
    }
}

extension MemoryPlace {
    fileprivate func prefetch() { processor_prefetch(address, size) }
}
