import Glibc

/// An open descriptor with one owner: it is closed when the owner lets go of it.
package final class FileDescriptor {
    /// The kernel's number for it, -1 once it is closed, so that a late use fails instead of reaching a stranger's
    /// file.
    package var number: Int32 { kept }

    /// Private, so that the compiler knows of each access, and none is checked.
    private var kept: Int32

    /// Takes over an open descriptor; nobody else may close it from now on.
    package init(adopting number: Int32) {
        kept = number
    }

    /// Opens a file, closed on exec.
    package convenience init(
        opening path: String, flags: Int32, mode: UInt32 = 0, action: String = "open"
    ) throws(SystemError) {
        self.init(
            adopting: try SystemCall.perform(action, path: path) { unsafe open(path, flags | O_CLOEXEC, mode) })
    }

    deinit {
        close()
    }

    /// Closes it; again does nothing.
    package func close() {
        guard number >= 0 else { return }
        // Linux lets go of the descriptor even when close(2) fails or is interrupted: to repeat it could close
        // another's.
        _ = Glibc.close(number)
        kept = -1
    }

    /// Makes a descriptor that came from elsewhere non-blocking and closed on exec.
    package func prepareForLoop() throws(SystemError) {
        let status = try SystemCall.perform("read the status flags") { fcntl(number, F_GETFL) }
        try SystemCall.perform("make a descriptor non-blocking") { fcntl(number, F_SETFL, status | O_NONBLOCK) }
        try SystemCall.perform("mark a descriptor close-on-exec") { fcntl(number, F_SETFD, FD_CLOEXEC) }
    }

    /// Writes all of it; the file's path is for the words of an error.
    package func write(_ bytes: [UInt8], path: String) throws(SystemError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = try SystemCall.transfer("write", path: path) {
                unsafe rest.withUnsafeBytes { unsafe Glibc.write(number, $0.baseAddress, $0.count) }
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Reads the count that timers and counters hold, eight bytes as a whole.
    func readCount() throws(ErrorNumber) -> UInt64 {
        var count: UInt64 = 0
        _ = try SystemCall.retrying { unsafe read(number, &count, MemoryLayout<UInt64>.size) }
        return count
    }
}
