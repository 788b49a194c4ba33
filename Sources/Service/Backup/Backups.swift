import ControlProtocol
import Descriptors
import SessionKeys

/// Backups: one at a time, a little in each turn of the loop.
final class Backups {
    /// How much of a copy is read at a time.
    private static let partBytes = 128 * 1024
    /// After so long without a reading a copy makes way for another.
    private static let patienceMilliseconds: Int64 = 60_000

    private let parts: DaemonParts
    private let poller: Poller
    private let reception: Reception
    /// The one that is being made or read.
    private var backup: Backup?

    /// Without a backup; the poller is to wake the loop when one has been checked.
    init(parts: DaemonParts, poller: Poller, reception: Reception) {
        self.parts = parts
        self.poller = poller
        self.reception = reception
    }

    /// Whether the loop has to go on by itself, as there is more to copy.
    var isCopying: Bool {
        if case .copying = backup?.stage { true } else { false }
    }

    /// Begins one, which answers the request when it is there.
    func begin(for caller: Caller, answering id: RequestID?) throws(RemoteError) {
        // There would be no turn left to copy in, and nobody to answer.
        guard !reception.isStopping else { throw .shuttingDown }
        if let backup, !mayMakeWay(backup, for: caller) { throw .backupUnderway }
        backup = nil
        do throws(BackupFailure) {
            backup = try Backup(of: parts.ledger, in: parts.stateDirectory, for: caller, answering: id)
        } catch {
            abandon()
            recordFailure("\(error)", of: caller)
            throw .backupFailed("\(error)")
        }
    }

    /// Whether nobody waits for a backup or reads it.
    private func mayMakeWay(_ backup: Backup, for caller: Caller) -> Bool {
        guard case .ready = backup.stage else { return false }
        return backup.caller == caller || reception.connections[backup.caller.connection]?.inputHasEnded ?? true
            || SystemClock.bootMilliseconds() - backup.usedAt >= Self.patienceMilliseconds
    }

    /// Writes a part of the caller's backup.
    func write(from offset: Int64, for caller: Caller, to writer: inout JSONWriter) throws(RemoteError) {
        guard let backup, backup.caller == caller, case .ready(let checked) = backup.stage else { throw .unknownBackup }
        backup.usedAt = SystemClock.bootMilliseconds()
        do throws(SystemError) {
            let data = try checked.file.read(at: min(offset, checked.file.size), limit: Self.partBytes)
            writer.object { $0.member("data", hex: data) }
        } catch {
            throw .backupFailed("\(error)")
        }
    }

    /// Does a bit more of it: copying while the ledger is the loop's, and the rest at any time.
    func advance(whileLedgerIsOurs isLedgerOurs: Bool) {
        guard let backup else { return }
        let isWanted = reception.connections[backup.caller.connection] != nil
        switch backup.stage {
        case .copying(let copy):
            guard isLedgerOurs else { return }
            guard isWanted else { return abandon() }
            advance(backup, copy)
        case .checking(let work):
            guard let result = work.result else { return }
            try? poller.remove(work.descriptor)
            guard isWanted else { return abandon() }
            switch result {
            case .success(let checked): finish(backup, checked)
            case .failure(let error): fail(backup, error)
            }
        case .ready: break
        }
    }

    /// Lets go of one that is ready, where whoever was to read it is gone.
    func letGoIfUnwanted() {
        guard let backup, case .ready = backup.stage, reception.connections[backup.caller.connection] == nil else {
            return
        }
        self.backup = nil
    }

    private func advance(_ backup: Backup, _ copy: any LedgerCopy) {
        do throws(LedgerError) {
            guard try copy.step() else { return }
        } catch {
            return fail(backup, .ledger(error))
        }
        do throws(SystemError) {
            try backup.check(
                copy, mark: StoreMark(parts.random.nextID()), madeSec: parts.clock.reading.wall.seconds)
            guard case .checking(let work) = backup.stage else { return }
            try poller.add(work.descriptor, for: .reading, token: Tokens.backgroundWork)
        } catch {
            fail(backup, .system(error))
        }
    }

    private func finish(_ backup: Backup, _ checked: Backup.Checked) {
        backup.stage = .ready(checked)
        backup.usedAt = SystemClock.bootMilliseconds()
        let event = String(checked.figures.lastEvent)
        parts.sink.write(.backupMade) {
            Record(
                .backupMade, "a backup was made and checked: \(checked.file.size) bytes, up to event \(event)",
                [(.eventSequence, event)] + backup.caller.recordFields)
        }
        answer(backup) { writer throws(RemoteError) in writer.object { $0.members(of: checked) } }
    }

    private func fail(_ backup: Backup, _ error: BackupFailure) {
        abandon()
        recordFailure("\(error)", of: backup.caller)
        answer(backup) { _ throws(RemoteError) in throw .backupFailed("\(error)") }
    }

    private func recordFailure(_ message: String, of caller: Caller) {
        parts.sink.write(Record(.backupFailed, "there is no backup: \(message)", caller.recordFields))
    }

    private func answer(_ backup: Backup, _ body: (inout JSONWriter) throws(RemoteError) -> Void) {
        guard let connection = reception.connections[backup.caller.connection] else { return }
        var writer = JSONWriter()
        writer.response(to: backup.id, body)
        writer.endLine()
        reception.answer(connection, with: writer.bytes)
    }

    /// Lets go of the backup and of what it wrote.
    private func abandon() {
        backup = nil
        try? Backup.removeLeftovers(in: parts.stateDirectory)
    }

    /// Tells whoever waits for a backup that there will be none.
    func refuse() {
        guard let backup else { return }
        if case .ready = backup.stage { self.backup = nil } else { fail(backup, .stopping) }
    }
}

extension JSONWriter {
    fileprivate mutating func members(of checked: Backup.Checked) {
        member("bytes", integer: checked.file.size)
        member("sha256", hex: checked.digest.bytes)
        member("schema", integer: checked.figures.schemaVersion)
        member("lastEvent", integer: checked.figures.lastEvent)
        member("sessions", integer: checked.figures.sessions)
        member("madeSec", integer: checked.madeSec)
    }
}
