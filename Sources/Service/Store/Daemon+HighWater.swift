internal import Descriptors
internal import SessionKeys

/// How far the store has come, kept apart from it.
extension Daemon {
    /// Writes it down where it was last written long ago. What has been written is always less than what is in the store, so
    /// that a crash costs nothing but how soon a step back is noticed; copies are recognised by their marks anyway.
    func keepHighWater(every milliseconds: Int64) {
        let now = SystemClock.bootMilliseconds()
        guard now - highWaterWrittenAt >= milliseconds else { return }
        let newest = parts.ledger.overview.lastEvent
        guard newest > highWater.lastEvent else { return }
        highWaterWrittenAt = now
        do throws(SystemError) {
            var next = highWater
            next.lastEvent = newest
            try HighWaterFile(in: parts.stateDirectory).write(next)
            highWater = next
        } catch {
            parts.sink.write(Record(.storeFailed, "how far the store has come cannot be noted: \(error)"))
        }
    }
}
