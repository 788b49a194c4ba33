import CLinux
import Glibc

/// Signals as something to read, in the order of the loop, instead of interruptions.
///
/// The signals stay blocked when it is gone: to let one through then would end the process in the middle of its end.
package final class SignalReader {
    /// To be watched for reading.
    package let descriptor: FileDescriptor

    /// Blocks the signals for this thread and those it starts, so it has to be made before any other thread is.
    package init(_ signals: [Int32]) throws(SystemError) {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        for signal in signals {
            try SystemCall.perform("watch for signal \(signal)") { unsafe sigaddset(&set, signal) }
        }
        let failure = unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
        guard failure == 0 else { throw SystemError(ErrorNumber(failure), action: "block signals") }
        let flags = Int32(SFD_NONBLOCK | SFD_CLOEXEC)
        descriptor = FileDescriptor(
            adopting: try SystemCall.perform("create a signal descriptor") { unsafe signalfd(-1, &set, flags) })
    }

    /// The next signal that arrived; nil when there is none. Equal ones that waited together count as one.
    package func read() throws(SystemError) -> Int32? {
        var information = signalfd_siginfo()
        do {
            return try descriptor.readRecord(into: &information) ? Int32(bitPattern: information.ssi_signo) : nil
        } catch {
            throw SystemError(error, action: "read a signal")
        }
    }

    /// Has writes to a vanished reader fail instead of ending the process.
    package static func ignoreBrokenPipes() {
        _ = signal(SIGPIPE, SIG_IGN)
    }
}
