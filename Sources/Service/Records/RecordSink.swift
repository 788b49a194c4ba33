import Descriptors
import Glibc
import SessionKeys
import Systemd

/// Where records go: to the journal with their fields, or to standard error as lines for people.
package final class RecordSink {
    /// Gives a record to whoever keeps it, and says whether it was taken.
    private let deliver: (Record) -> Bool
    private var limit = RecordLimit()
    /// The least urgent records that are written.
    package var level: LogLevel
    /// How many records were left out so far, so that no load drowns the log.
    package private(set) var omittedCount = 0

    /// A sink into the journal where standard error is one, and onto standard error where not: there each line begins
    /// with its time and level where it is a log, and not an answer to somebody who waits for it.
    package convenience init(level: LogLevel, isLog: Bool = true) {
        let isJournal = Journal.isStandardError
        let journal = isJournal ? try? Journal() : nil
        self.init(
            level: level,
            offeredTo: { record in
                if let journal, Self.send(record, to: journal) { return true }
                // What the journal does not take with its fields it may take as a line, which begins with the level.
                let head = isJournal ? "<\(record.kind.level.rawValue)>" : isLog ? Self.head(of: record) : ""
                return Self.writeLine(head + record.message)
            })
    }

    /// A sink that gives what it admits to somebody who takes everything.
    package convenience init(level: LogLevel, deliver: @escaping (Record) -> Void) {
        self.init(
            level: level,
            offeredTo: { record in
                deliver(record)
                return true
            })
    }

    /// A sink that gives what it admits to somebody who says whether it was taken.
    init(level: LogLevel, offeredTo deliver: @escaping (Record) -> Bool) {
        self.level = level
        self.deliver = deliver
    }

    /// Whether what was left out has not been told yet.
    package var hasOmitted: Bool { limit.hasOmitted }

    /// Writes a record, unless it is not wanted or there were many like it in this second.
    package func write(_ record: Record) { write(record.kind) { record } }

    /// Writes a record that is made up only if it is written.
    package func write(_ kind: RecordKind, _ compose: () -> Record) {
        guard kind.level <= level || kind.isAlwaysWritten else { return }
        guard limit.admits(kind), deliver(compose()) else {
            limit.omit(kind)
            omittedCount += 1
            return
        }
    }

    /// Takes note of the second that it is, and tells what the one before left out.
    package func begin(second: Int64) {
        let omitted = limit.begin(second)
        guard !omitted.isEmpty else { return }
        let counts = omitted.map { "\($0.count) more \($0.kind.name(of: $0.count))" }.joined(separator: ", ")
        let denials = omitted.first { $0.kind == .denied }?.count ?? 0
        let record = Record(
            .recordsOmitted,
            "not shown: \(counts); callers were told all the same, and the ledger has what was granted, debited and "
                + "ended",
            [
                (.omitted, String(omitted.reduce(0) { $0 + $1.count })), (.omittedDenials, String(denials)),
            ])
        guard !deliver(record) else { return }
        for one in omitted { limit.omit(one.kind, one.count) }
    }

    /// Tells what was left out since: no second comes after this one.
    package func end() { begin(second: .max) }

    private static func send(_ record: Record, to journal: Journal) -> Bool {
        let fields = [
            ("MESSAGE", record.message), ("PRIORITY", String(record.kind.level.rawValue)),
            ("MESSAGE_ID", record.kind.messageID), ("SYSLOG_IDENTIFIER", "leashd"),
        ]
        return journal.send(fields: fields + record.fields.map { ($0.field.rawValue, $0.value) })
    }

    /// Whether somebody takes what is written: a pipe that is full says no, and whoever writes to it would sleep.
    private static var isStandardErrorTaken: Bool {
        var interest = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
        return unsafe poll(&interest, 1, 0) == 1
    }

    /// The time and the level.
    private static func head(of record: Record) -> String {
        let time = SystemClock.unixMilliseconds()
        let clock = CivilDate(unixSeconds: time / 1000).timeText
        let level = "\(record.kind.level)"
        let padding = String(repeating: " ", count: max(1, 8 - level.count))
        return "\(clock).\(String(time % 1000).padded(to: 3)) \(level)\(padding)"
    }

    /// - Returns: whether all of it was taken.
    private static func writeLine(_ line: String) -> Bool {
        var bytes = Array("\(line)\n".utf8)[...]
        // A log that nobody takes is no reason to stop: what cannot be written, or would be waited for, is dropped.
        while !bytes.isEmpty, isStandardErrorTaken {
            let part = bytes.prefix(Int(PIPE_BUF))
            let count = unsafe part.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            guard count > 0 else { return false }
            bytes = bytes.dropFirst(count)
        }
        return bytes.isEmpty
    }
}
