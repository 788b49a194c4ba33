import Glibc

/// A log as the system remembers it. After a flush that failed it may go on showing what the disk does not have, and
/// will not write that again: whoever recovers a store has to see what the disk has.
enum CachedLog {
    /// Has the log be read from the disk; what is still to be written stays. Where there is none, or nothing can be
    /// forgotten, nothing happens.
    static func forget(ofStoreAt path: String) {
        let file = unsafe open(path + "-wal", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        _ = posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED)
        close(file)
    }
}
