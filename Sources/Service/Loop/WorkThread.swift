internal import Descriptors
internal import Glibc

/// A thread beside the loop, which does one thing and ends.
///
/// Signals have to be blocked before it starts, so that they come to the loop alone.
final class WorkThread: Sendable {
    private let work: @Sendable () -> Void

    private init(_ work: @escaping @Sendable () -> Void) { self.work = work }

    /// Starts a thread, which is to be joined or detached.
    static func start(_ work: @escaping @Sendable () -> Void) throws(SystemError) -> pthread_t {
        var thread = pthread_t()
        let context = unsafe Unmanaged.passRetained(WorkThread(work))
        let code = unsafe pthread_create(&thread, nil, { unsafe WorkThread.run($0) }, context.toOpaque())
        guard code == 0 else {
            unsafe context.release()
            throw SystemError(ErrorNumber(code), action: "start a thread")
        }
        return thread
    }

    private static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        if let context = unsafe context { unsafe Unmanaged<WorkThread>.fromOpaque(context).takeRetainedValue().work() }
        return nil
    }
}
