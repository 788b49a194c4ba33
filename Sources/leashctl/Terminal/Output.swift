import Descriptors
import Glibc

/// The standard streams, written to without a buffer: what has happened is seen.
enum Output {
    /// Writes to standard output.
    static func write(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }

    /// Writes bytes to standard output.
    static func write(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

    /// Writes one line of JSON to standard output.
    static func write(json: [UInt8]) { write(json + [UInt8(ascii: "\n")], to: STDOUT_FILENO) }

    /// Writes a line to standard error.
    static func complain(_ text: String) { write(Array((text + "\n").utf8), to: STDERR_FILENO) }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            do {
                let count = try SystemCall.retrying {
                    unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
                }
                rest = rest.dropFirst(count)
            } catch {
                // A pipe whose reader has left wants no word about it; of standard error nobody is left to tell.
                if descriptor == STDOUT_FILENO, error != .brokenPipe {
                    complain("leashctl: the output cannot be written: \(error)")
                }
                exit(ExitStatus.failed.rawValue)
            }
        }
    }
}
