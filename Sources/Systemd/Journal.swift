import Descriptors
import Glibc
package import UnixSocket

/// The system's journal, which records with fields are sent to. They are not waited for: a journal that stands still, as
/// its disk may, holds nobody up. sd_journal_sendv(3) would wait; this is what it sends (systemd.io, "Native Journal
/// Protocol").
package final class Journal {
    /// Where journald listens.
    package static let usualPath = "/run/systemd/journal/socket"

    private let socket: DatagramSocket
    private let address: SocketAddress

    /// Makes the way to it.
    package init(path: String = usualPath) throws(SocketError) {
        socket = try DatagramSocket()
        address = try SocketAddress(path)
    }

    /// Whether standard error is a stream into the journal, so that records with fields can be sent there instead.
    package static var isStandardError: Bool {
        guard let told = EnvironmentVariable.value(of: "JOURNAL_STREAM") else { return false }
        var status = stat()
        guard unsafe fstat(STDERR_FILENO, &status) == 0 else { return false }
        // The variable is inherited by everyone: it counts only where it names what standard error is now.
        return told == "\(status.st_dev):\(status.st_ino)"
    }

    /// Sends one record; a name is upper case, as `PRIORITY`, a value any text, newlines included.
    ///
    /// - Returns: whether the journal has taken it.
    package func send(fields: [(name: String, value: String)]) -> Bool {
        var record: [UInt8] = []
        for (name, value) in fields { Self.append(name, value, to: &record) }
        return (try? socket.send(record, to: address)) != nil
    }

    private static func append(_ name: String, _ value: String, to record: inout [UInt8]) {
        record += Array(name.utf8)
        if value.utf8.contains(UInt8(ascii: "\n")) {
            // The end of the value is told by its length, least significant byte first.
            record.append(UInt8(ascii: "\n"))
            let length = UInt64(value.utf8.count)
            record += (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
        } else {
            record.append(UInt8(ascii: "="))
        }
        record += Array(value.utf8)
        record.append(UInt8(ascii: "\n"))
    }
}
