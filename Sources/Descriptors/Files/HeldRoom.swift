import Glibc

/// Room on a disk, held by a file that is there for nothing else.
package final class HeldRoom {
    private let file: FileDescriptor
    private let path: String

    /// Opens the file, or creates it; what it holds, it goes on holding.
    package init(_ path: String) throws(SystemError) {
        self.path = path
        file = try FileDescriptor(opening: path, flags: O_RDWR | O_CREAT | O_NOFOLLOW, mode: 0o600)
    }

    /// How much of the disk it takes.
    package var bytes: Int64 {
        get throws(SystemError) { Int64(try status.st_blocks) * 512 }
    }

    /// How long its file is; the file system may take some blocks more.
    package var size: Int64 { get throws(SystemError) { Int64(try status.st_size) } }

    /// Takes that many bytes of the disk, or no more than it has.
    package func hold(_ bytes: Int64) throws(SystemError) {
        let before = try size
        var failure: Int32
        // It says why it failed by itself, and not by errno.
        repeat { failure = posix_fallocate(file.number, 0, off_t(bytes)) } while failure == EINTR
        guard failure != 0 else { return }
        try? cut(to: before)
        throw SystemError(ErrorNumber(failure), action: "hold room with", path: path)
    }

    /// Gives it all back.
    package func release() throws(SystemError) { try cut(to: 0) }

    /// Gives so much of it back, as far as it has that much.
    package func release(_ bytes: Int64) throws(SystemError) { try cut(to: max(0, size - bytes)) }

    private var status: stat {
        get throws(SystemError) {
            var status = stat()
            try SystemCall.perform("look at", path: path) { unsafe fstat(file.number, &status) }
            return status
        }
    }

    private func cut(to size: Int64) throws(SystemError) {
        try SystemCall.perform("cut", path: path) { ftruncate(file.number, off_t(size)) }
        // Some file systems give room back only when they have written that down.
        try SystemCall.perform("flush", path: path) { fsync(file.number) }
    }
}
