import CLinux
import Glibc

/// The thread that asks.
package enum CurrentThread {
    /// The processor that it runs on just now.
    package static var processor: Int32 { linux_processor() }

    /// Gives it the name that tools show beside that of the process, 15 bytes at most.
    package static func takeName(_ name: StaticString) {
        precondition(name.utf8CodeUnitCount <= 15, "\(name) is too long for the name of a thread")
        unsafe linux_name_thread(UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self))
    }

    /// Lets others run on its processor, where some wait for it.
    package static func giveWay() { _ = sched_yield() }

    /// Has it run only where nobody else wants the processor.
    package static func runWhenIdle() throws(SystemError) {
        try SystemCall.perform("run when idle") { linux_run_when_idle() }
    }

    /// Has it run on one processor only.
    package static func stay(on processor: Int32) throws(SystemError) {
        try SystemCall.perform("stay on processor \(processor)") { linux_stay_on(processor) }
    }
}
