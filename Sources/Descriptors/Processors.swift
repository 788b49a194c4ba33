import CLinux
import Glibc

/// The processors of the machine, as far as this process may use them.
package enum Processors {
    /// How many there are.
    package static var count: Int { Int(linux_processors()) }

    /// Lets others run on this thread's processor, where some wait for it.
    package static func giveWay() { _ = sched_yield() }
}
