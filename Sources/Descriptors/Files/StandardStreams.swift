import Glibc

/// The descriptors 0, 1 and 2, without which a process can be started.
package enum StandardStreams {
    /// Takes the numbers of those that are closed: else a file or a socket that is opened later gets one, and what is
    /// meant for people is written into it. To use what was closed fails as before.
    package static func occupyClosed() {
        for (number, flags) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
        where fcntl(number, F_GETFD) == -1 {
            // The lowest number that is free is this one.
            _ = unsafe open("/dev/null", flags)
        }
    }

    /// Writes all of the bytes to one of them, without a buffer.
    package static func write(_ bytes: [UInt8], to descriptor: Int32) throws(ErrorNumber) {
        var rest = bytes[...]
        while !rest.isEmpty {
            do throws(ErrorNumber) {
                let count = try SystemCall.retrying {
                    unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
                }
                rest = rest.dropFirst(count)
            } catch {
                // Whoever shares the stream may have made it one that does not wait.
                guard error == .wouldBlock else { throw error }
                var writable = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                unsafe _ = poll(&writable, 1, -1)
            }
        }
    }
}
