import Descriptors
import Glibc

/// The standard streams, written to without a buffer: what has happened is seen.
enum Output {
    /// Writes to standard output.
    static func write(_ text: String) { write(Array(text.utf8)) }

    /// Writes one line of JSON to standard output.
    static func write(json: [UInt8]) { write(json + [UInt8(ascii: "\n")]) }

    /// Writes bytes to standard output; where they cannot be written, the process ends.
    static func write(_ bytes: [UInt8]) {
        do throws(ErrorNumber) {
            try StandardStreams.write(bytes, to: STDOUT_FILENO)
        } catch {
            // A pipe whose reader has left wants no word about it.
            if error != .brokenPipe { complain("leashctl: the output cannot be written: \(error)") }
            exit(ExitStatus.failed.rawValue)
        }
    }

    /// Writes a line to standard error. Where nobody can be told, the exit status still says how it went.
    static func complain(_ text: String) { complain(Array(ShownText.inLocale(text).utf8)) }

    /// Writes one line of JSON to standard error, the same in every locale.
    static func complain(json: [UInt8]) { complain(json) }

    private static func complain(_ line: [UInt8]) {
        let disposition = signal(SIGPIPE, SIG_IGN)
        try? StandardStreams.write(line + [UInt8(ascii: "\n")], to: STDERR_FILENO)
        _ = signal(SIGPIPE, disposition)
    }
}
