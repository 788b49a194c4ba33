import Glibc

/// A file that one process at a time holds; the kernel lets go of it when the process ends, however it ends.
///
/// The file itself stays: to remove it would let two processes lock two files of the same name.
package final class LockFile {
    private let descriptor: FileDescriptor

    private init(_ descriptor: FileDescriptor) {
        self.descriptor = descriptor
    }

    /// Takes the lock, creating the file if need be; nil if somebody else holds it.
    package static func acquire(_ path: String, mode: UInt32 = 0o600) throws(SystemError) -> LockFile? {
        let file = try FileDescriptor(opening: path, flags: O_RDWR | O_CREAT | O_NOFOLLOW, mode: mode)
        do {
            try SystemCall.perform("lock", path: path) { flock(file.number, LOCK_EX | LOCK_NB) }
        } catch let error where error.number == .wouldBlock {
            return nil
        }
        return LockFile(file)
    }

    deinit {
        release()
    }

    /// Lets go of it, at once, even if a child that was just started still has a copy of the descriptor.
    package func release() {
        _ = flock(descriptor.number, LOCK_UN)
        descriptor.close()
    }
}
