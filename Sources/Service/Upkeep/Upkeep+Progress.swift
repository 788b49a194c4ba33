import Descriptors
import SessionKeys

/// How far the store has come, kept beside it.
extension Upkeep {
    /// Takes note of the store as it is on the disk, before anything of it is sent to anybody.
    func noteProgress(_ overview: Overview) {
        self.overview = overview
        do throws(SystemError) {
            try parts.progress.note(overview.lastEvent)
        } catch {
            tellOfProgress(error)
        }
    }

    /// Flushes what was noted to the disk, if the last flush was longer ago than that.
    func flushProgress(every milliseconds: Int64 = ProgressFile.usualMilliseconds) {
        do throws(SystemError) {
            try parts.progress.flush(every: milliseconds)
        } catch {
            tellOfProgress(error)
        }
    }

    /// Nothing is lost by it: the next start would notice less, if the store lost something meanwhile.
    private func tellOfProgress(_ error: SystemError) {
        parts.sink.write(Record(.storeFailed, "how far the store has come cannot be noted: \(error)"))
    }
}
