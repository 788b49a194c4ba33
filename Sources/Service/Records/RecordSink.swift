internal import Descriptors
internal import Glibc
internal import SessionKeys
internal import Systemd

/// Where records go: to the journal with their fields, or to standard error as lines for people.
package final class RecordSink {
    private let isJournal = Journal.isStandardError
    /// The least urgent records that are written.
    package var level: LogLevel

    package init(level: LogLevel) { self.level = level }

    package func wants(_ kind: RecordKind) -> Bool { kind.level <= level }

    package func write(_ record: Record) {
        guard wants(record.kind) else { return }
        if isJournal {
            let fields = [
                ("MESSAGE", record.message), ("PRIORITY", String(record.kind.level.rawValue)),
                ("MESSAGE_ID", record.kind.messageID), ("SYSLOG_IDENTIFIER", "leashd"),
            ]
            Journal.send(fields: fields + record.fields)
        } else {
            writeLine(record)
        }
    }

    private func writeLine(_ record: Record) {
        let time = SystemClock.unixMilliseconds()
        let clock = CivilDate(unixSeconds: time / 1000).shortText.suffix(8)
        let level = "\(record.kind.level)"
        let padding = String(repeating: " ", count: max(1, 8 - level.count))
        let message = String(String.UnicodeScalarView(record.message.unicodeScalars.map { $0.value < 32 ? " " : $0 }))
        let line = "\(clock).\(CivilDate.padded(time % 1000, 3)) \(level)\(padding)\(message)\n"
        var bytes = Array(line.utf8)[...]
        // A log that nobody takes is no reason to stop: what cannot be written is dropped.
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
