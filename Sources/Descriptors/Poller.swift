import CLinux
import Glibc

/// Waits for many descriptors at once: epoll, level-triggered.
@safe
package final class Poller {
    /// How many descriptors one wait reports at most; the others come with the next.
    package static let eventLimit = 256

    private let descriptor: FileDescriptor
    private let events: UnsafeMutableBufferPointer<epoll_event>

    /// Makes one that watches nothing yet.
    package init() throws(SystemError) {
        descriptor = FileDescriptor(
            adopting: try SystemCall.perform("create an epoll instance") { epoll_create1(Int32(EPOLL_CLOEXEC)) })
        unsafe events = .allocate(capacity: Self.eventLimit)
        unsafe events.initialize(repeating: epoll_event())
    }

    deinit {
        unsafe events.deallocate()
    }

    /// Begins to watch a descriptor; `token` comes back with its events.
    package func add(_ watched: FileDescriptor, for interest: Interest, token: UInt64) throws(SystemError) {
        try control(EPOLL_CTL_ADD, watched, interest, token, action: "watch a descriptor")
    }

    /// Changes what a watched descriptor is watched for.
    package func modify(_ watched: FileDescriptor, for interest: Interest, token: UInt64) throws(SystemError) {
        try control(EPOLL_CTL_MOD, watched, interest, token, action: "change what a descriptor is watched for")
    }

    /// Stops watching a descriptor; closing it does the same, as long as no duplicate of it is open.
    package func remove(_ watched: FileDescriptor) throws(SystemError) {
        try control(EPOLL_CTL_DEL, watched, [], 0, action: "stop watching a descriptor")
    }

    /// Waits until something is ready and replaces the contents of `ready` with it, at most `eventLimit`.
    ///
    /// Nothing comes back when the time is over (nil waits without end, 0 only looks) or when a signal came first.
    package func wait(timeoutMilliseconds: Int32?, into ready: inout [Readiness]) throws(SystemError) {
        ready.removeAll(keepingCapacity: true)
        for index in 0..<(try waitForEvents(timeoutMilliseconds ?? -1)) {
            unsafe ready.append(Readiness(events[index]))
        }
    }

    private func waitForEvents(_ timeout: Int32) throws(SystemError) -> Int {
        let number = descriptor.number
        do {
            return try SystemCall.once {
                unsafe Int(epoll_wait(number, events.baseAddress, Int32(events.count), timeout))
            }
        } catch .interrupted {
            // To wait again for as long would stretch the caller's timeout: it looks at its clock and decides.
            return 0
        } catch {
            throw SystemError(error, action: "wait for events")
        }
    }

    private func control(
        _ operation: Int32, _ watched: FileDescriptor, _ interest: Interest, _ token: UInt64, action: String
    ) throws(SystemError) {
        var event = unsafe epoll_event(events: interest.epollBits, data: epoll_data_t(u64: token))
        let (poller, number) = (descriptor.number, watched.number)
        try SystemCall.perform(action) { unsafe epoll_ctl(poller, operation, number, &event) }
    }
}

extension Interest {
    fileprivate var epollBits: UInt32 {
        (contains(.read) ? EPOLLIN.rawValue : 0) | (contains(.write) ? EPOLLOUT.rawValue : 0)
    }
}

extension Readiness {
    fileprivate init(_ event: epoll_event) {
        let bits = unsafe event.events
        self.init(
            token: unsafe event.data.u64,
            isReadable: bits & EPOLLIN.rawValue != 0,
            isWritable: bits & EPOLLOUT.rawValue != 0,
            isHungUp: bits & (EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0)
    }
}
