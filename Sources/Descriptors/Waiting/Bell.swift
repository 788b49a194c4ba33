import CLinux
import Glibc

/// What one thread rings and another hears: an eventfd.
// Safe to share: nobody closes its descriptor while it is there, and the kernel orders ringing before hearing.
package final class Bell: @unchecked Sendable {
    /// To be watched for reading.
    package let descriptor: FileDescriptor

    /// Makes one; `waits` tells whether hearing waits for it to ring.
    package init(waits: Bool) throws(SystemError) {
        descriptor = FileDescriptor(
            adopting: try SystemCall.perform("create an event counter") { linux_counter(waits) })
    }

    /// Rings once.
    package func ring() {
        var one: UInt64 = 1
        // It fails only where the count is full, and then it is ringing.
        _ = unsafe write(descriptor.number, &one, MemoryLayout<UInt64>.size)
    }

    /// Hears all that was rung since the last time, waiting for it where the bell was made so.
    ///
    /// - Returns: whether it has rung.
    @discardableResult
    package func hear() -> Bool {
        // It fails only where nothing was rung and nobody waits.
        (try? descriptor.readCount()) != nil
    }

    /// Waits until it has rung, and leaves that to be heard.
    package func wait() {
        var watched = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
        // A signal ends the waiting early; then it has not rung yet.
        while unsafe poll(&watched, 1, -1) < 1 {}
    }
}
