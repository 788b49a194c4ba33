import Glibc

/// A directory that belongs to one process at a time, for as long as this is kept; the kernel gives it up when the
/// process ends, however it ends.
package final class DirectoryLock {
    private let directory: FileDescriptor

    /// Takes the directory, or gives `nil` where another process has it.
    package init?(_ path: String) throws(SystemError) {
        directory = try FileDescriptor(opening: path, flags: O_RDONLY | O_DIRECTORY)
        do {
            try SystemCall.perform("lock the directory", path: path) { flock(directory.number, LOCK_EX | LOCK_NB) }
        } catch let error where error.number == .wouldBlock {
            return nil
        }
    }
}
