import CLinux
import Glibc

/// The thread that asks.
package enum CurrentThread {
    /// The processor that it runs on just now.
    package static var processor: Int32 { linux_processor() }

    /// Gives it the name that tools show beside that of the process, 15 bytes at most.
    package static func takeName(_ name: StaticString) {
        precondition(name.utf8CodeUnitCount <= 15, "\(name) is too long for the name of a thread")
        // A static string is constant bytes that a zero ends, which is what C takes for characters.
        unsafe linux_name_thread(UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self))
    }

    /// Lets other threads run that wait for this processor.
    package static func yield() { _ = sched_yield() }

    /// Runs the thread only on a processor that is idle otherwise (SCHED_IDLE).
    package static func runWhenIdle() throws(SystemError) {
        try SystemCall.perform("run when idle") { linux_run_when_idle() }
    }

    /// Runs the thread on one processor only.
    package static func pin(to processor: Int32) throws(SystemError) {
        try SystemCall.perform("stay on processor \(processor)") { linux_stay_on(processor) }
    }
}
