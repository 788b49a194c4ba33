import CLinux
import Glibc

/// Signals as something to read, in the order of the loop, instead of interruptions.
///
/// The signals stay blocked when it is gone: one that came through then would kill the process on its way out.
package final class SignalReader {
    /// To be watched for reading.
    package let descriptor: FileDescriptor

    /// Blocks the signals for this thread and those it starts, so it has to be made before any other thread is.
    package init(_ signals: [Int32]) throws(SystemError) {
        let number = try SystemCall.perform("watch for signals") {
            unsafe linux_signals(signals, Int32(clamping: signals.count))
        }
        descriptor = FileDescriptor(adopting: number)
    }

    /// The next signal that arrived; nil when there is none. Equal ones that waited together count as one.
    package func read() throws(SystemError) -> Int32? {
        do {
            return try SystemCall.perform("read a signal") { linux_signals_next(descriptor.number) }
        } catch let error where error.number == .wouldBlock {
            return nil
        }
    }

    /// Has writes to a vanished reader fail instead of ending the process.
    package static func ignoreBrokenPipes() {
        _ = signal(SIGPIPE, SIG_IGN)
    }

    /// Has writes beyond the limit of a file's size fail instead of ending the process (setrlimit(2), RLIMIT_FSIZE).
    package static func ignoreFileSizeLimit() {
        _ = signal(SIGXFSZ, SIG_IGN)
    }
}
