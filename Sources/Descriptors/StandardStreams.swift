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
}
