import Descriptors
import Glibc

/// A thread beside the loop, which does one thing and ends.
///
/// Signals have to be blocked before it starts, so that they come to the loop alone.
final class WorkThread: Sendable {
    private let name: StaticString
    private let work: @Sendable () -> Void

    private init(_ name: StaticString, _ work: @escaping @Sendable () -> Void) { (self.name, self.work) = (name, work) }

    /// Starts a thread, which is to be joined or detached. Its name, of 15 bytes at most, is what `top -H` shows.
    static func start(
        named name: StaticString, _ work: @escaping @Sendable () -> Void
    ) throws(SystemError) -> pthread_t {
        var thread = pthread_t()
        // The thread gets a reference of its own, which it takes back when it runs, or nobody does.
        let context = unsafe Unmanaged.passRetained(WorkThread(name, work))
        let code = unsafe pthread_create(&thread, nil, { unsafe WorkThread.run($0) }, context.toOpaque())
        guard code == 0 else {
            unsafe context.release()
            throw SystemError(ErrorNumber(code), action: "start a thread")
        }
        return thread
    }

    private static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        // It is what `start` has passed, to this thread alone.
        guard let context = unsafe context else { return nil }
        let thread = unsafe Unmanaged<WorkThread>.fromOpaque(context).takeRetainedValue()
        CurrentThread.takeName(thread.name)
        thread.work()
        return nil
    }
}
