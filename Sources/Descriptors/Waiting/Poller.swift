import CLinux

/// Waits for many descriptors at once: epoll, level-triggered.
package final class Poller {
    /// How many descriptors one wait reports at most; the others come with the next.
    package static let eventLimit = Int(LINUX_EVENT_LIMIT)

    /// The epoll instance itself.
    package let descriptor: FileDescriptor
    private var events: [linux_event]

    /// Makes one that watches nothing yet.
    package init() throws(SystemError) {
        descriptor = FileDescriptor(adopting: try SystemCall.perform("create an epoll instance") { linux_poller() })
        events = Array(repeating: linux_event(), count: Self.eventLimit)
    }

    /// Begins to watch a descriptor; `token` comes back with its events.
    package func add(_ watched: FileDescriptor, for interest: Interest, token: UInt64) throws(SystemError) {
        try SystemCall.perform("watch a descriptor") {
            linux_poller_add(
                descriptor.number, watched.number, interest.wantsReading, interest.wantsWriting, token)
        }
    }

    /// Changes what a watched descriptor is watched for.
    package func modify(_ watched: FileDescriptor, for interest: Interest, token: UInt64) throws(SystemError) {
        try SystemCall.perform("change what a descriptor is watched for") {
            linux_poller_modify(
                descriptor.number, watched.number, interest.wantsReading, interest.wantsWriting, token)
        }
    }

    /// Stops watching a descriptor; closing it does the same, as long as no duplicate of it is open.
    package func remove(_ watched: FileDescriptor) throws(SystemError) {
        try SystemCall.perform("stop watching a descriptor") {
            linux_poller_remove(descriptor.number, watched.number)
        }
    }

    /// Waits until something is ready and replaces the contents of `ready` with it, at most `eventLimit`.
    ///
    /// Nothing comes back when the time is over (nil waits without end, 0 only looks) or when a signal came first.
    package func wait(timeoutMilliseconds: Int32?, into ready: inout [Readiness]) throws(SystemError) {
        ready.removeAll(keepingCapacity: true)
        let count = try waitForEvents(timeoutMilliseconds ?? -1)
        ready.append(contentsOf: events[..<count].lazy.map { Readiness($0) })
    }

    private func waitForEvents(_ timeout: Int32) throws(SystemError) -> Int {
        do {
            return try SystemCall.once { unsafe Int(linux_poller_wait(descriptor.number, &events, timeout)) }
        } catch .interrupted {
            // To wait again for as long would stretch the caller's timeout: it looks at its clock and decides.
            return 0
        } catch {
            throw SystemError(error, action: "wait for events")
        }
    }
}

extension Readiness {
    fileprivate init(_ event: linux_event) {
        self.init(
            token: event.token, isReadable: event.readable, isWritable: event.writable, isHungUp: event.hung_up)
    }
}
