import Glibc

/// A file without a name: it is read through its descriptor, and its room is free again when that is closed.
package final class UnnamedFile: Sendable {
    /// A bare number, closed at the end: a backup is checked by one thread and read by another, and `FileDescriptor` stays
    /// with one.
    private let descriptor: Int32

    /// How many bytes it holds.
    package let size: Int64

    /// Opens a file for reading, and takes its name away.
    package init(taking path: String) throws(SystemError) {
        let number = try SystemCall.perform("open", path: path) { unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) }
        do throws(SystemError) {
            var status = stat()
            try SystemCall.perform("look at", path: path) { unsafe fstat(number, &status) }
            try SystemCall.perform("remove", path: path) { unsafe unlink(path) }
            descriptor = number
            size = Int64(status.st_size)
        } catch {
            _ = close(number)
            throw error
        }
    }

    deinit { _ = close(descriptor) }

    /// At most `limit` bytes from a place on; none at the end.
    package func read(at offset: Int64, limit: Int) throws(SystemError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = try SystemCall.transfer("read") {
            unsafe bytes.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, off_t(offset)) }
        }
        bytes.removeLast(limit - count)
        return bytes
    }
}
