import CLinux
import Glibc

extension FileDescriptor {
    /// A timer on a clock, not armed.
    static func timer(_ clock: Int32) throws(SystemError) -> FileDescriptor {
        let flags = Int32(TFD_NONBLOCK | TFD_CLOEXEC)
        return FileDescriptor(adopting: try SystemCall.perform("create a timer") { timerfd_create(clock, flags) })
    }

    /// Sets when the timer fires first and how often after; zero for `value` disarms it.
    func setTimer(value: timespec, interval: timespec = timespec(), flags: Int32) throws(SystemError) {
        var setting = itimerspec(it_interval: interval, it_value: value)
        let number = number
        try SystemCall.perform("set a timer") { unsafe timerfd_settime(number, flags, &setting, nil) }
    }
}
