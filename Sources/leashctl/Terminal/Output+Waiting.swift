import Descriptors
import Glibc

/// Waiting, with an eye on whoever reads standard output: what comes later would be written for nobody.
extension Output {
    /// Waits until something can be read from a descriptor, or until the time is over, where there is one. When the
    /// reader of standard output leaves meanwhile, the process ends as it does by writing to it.
    static func wait(for descriptor: Int32 = -1, milliseconds: Int32 = -1) {
        var watched = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            // poll(2) tells that nobody reads (POLLERR, POLLHUP) without being asked for it.
            pollfd(fd: STDOUT_FILENO, events: 0, revents: 0),
        ]
        _ = try? SystemCall.retrying { unsafe Int(poll(&watched, nfds_t(watched.count), milliseconds)) }
        guard watched[1].revents & Int16(POLLERR | POLLHUP) != 0 else { return }
        raise(SIGPIPE)
        exit(ExitStatus.failed.rawValue)
    }
}
