import ArgumentParser
import ControlProtocol
import Descriptors
import SessionKeys

/// `leashctl backup`
struct BackupCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Write a checked copy of the daemon's store to a new file.",
        discussion: """
            The daemon goes on answering meanwhile. The copy holds everything that was answered before the command \
            began; the daemon checks it before it is written. The file must not be there yet; it appears under its \
            name when all of it is on the disk.

            A copy that is put back knows nothing of what was spent after it was made: leashd then does not start \
            until leashd --accept-restored-store was said once.

            EXAMPLE
              leashctl backup /var/backups/leashd-$(date +%F).db
            """)

    static let method = Method.backUp

    @Argument(
        help: "The file to write; only its owner may read it.", completion: .file(), transform: Arguments.writtenFile)
    var file: String

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    func run() throws {
        let backup = try local { () throws(SystemError) in try BackupFile(file) }
        let client = try connection.connect()
        // To copy and to check a large store takes its time.
        client.waitPatiently()
        let result = try client.call(.backUp)
        let size = try receive(into: backup, from: client)
        guard size == result.number("bytes") else {
            throw Failure.unreachable("the daemon sent \(size) bytes of a copy of \(result.number("bytes") ?? 0)")
        }
        try local { () throws(SystemError) in try backup.finish() }
        if connection.printed(result) { return }
        report(result, size)
    }

    private func receive(into backup: BackupFile, from client: Client) throws(Failure) -> Int64 {
        var size: Int64 = 0
        while true {
            let part = try client.call(.readBackup) { $0.member("offset", integer: size) }
            guard let data = part["data"]?.withText(Hex.bytes(of:)) else {
                throw .unreachable("the daemon sent a part of the copy that cannot be read")
            }
            guard !data.isEmpty else { return size }
            try local { () throws(SystemError) in try backup.append(data) }
            size += Int64(data.count)
        }
    }

    private func local<Value>(_ work: () throws(SystemError) -> Value) throws(Failure) -> Value {
        do throws(SystemError) {
            return try work()
        } catch {
            guard error.number != .exists || error.path != file else {
                throw .wrongUsage("\(ShownText.of(file)) is there already: name a file that is not there yet")
            }
            throw .writing(error)
        }
    }

    private func report(_ result: JSONValue, _ size: Int64) {
        var screen = Screen()
        screen.line("The copy is complete; the daemon has checked it.", .good)
        screen.field("file", ShownText.of(file))
        screen.field("size", ByteSize.text(size))
        if let made = result.number("madeSec") { screen.field("made", "\(CivilDate(unixSeconds: made))") }
        let sessions = result.number("sessions") ?? 0
        let count = "\(sessions) \(sessions == 1 ? "session" : "sessions")"
        screen.field("holds", "\(count), up to event \(result.number("lastEvent") ?? 0)")
        if let digest = result.text("sha256") { screen.field("sha256", String(digest.dropFirst(2))) }
        screen.show()
    }
}
