import ControlProtocol
import Descriptors
import SessionKeys

/// A backup that a client asked for: copied a little each turn of the loop, checked on a thread of its own, and then
/// kept for the client to read.
///
///     copying --> checking --> ready
///        `-----------`----> dropped, with its file
final class Backup {
    /// What came of checking: the copy, which has no name any more, and what is in it.
    struct Checked: Sendable {
        let file: UnnamedFile
        let figures: CopyFigures
        let digest: ContentDigest
        let madeSec: Int64
    }

    enum Stage {
        case copying(any LedgerCopy)
        case checking(BackgroundWork<Result<Checked, BackupFailure>>)
        case ready(Checked)
    }

    /// Where the copy is while it has a name.
    let path: String
    let caller: Caller
    /// The id of the request that is answered when the copy is ready.
    let id: RequestID?
    var stage: Stage
    /// When the client last did something about it, in milliseconds of the time since boot.
    var usedAt = SystemClock.bootMilliseconds()

    /// Begins a copy in the state directory.
    init(of ledger: any Ledger, in directory: String, for caller: Caller, answering id: RequestID?)
        throws(BackupFailure)
    {
        path = Self.path(in: directory)
        self.caller = caller
        self.id = id
        let free = try BackupFailure.wrapping { () throws(SystemError) in
            try Self.removeLeftovers(in: directory)
            return try Directory.freeBytes(directory)
        }
        let size = try BackupFailure.wrapping { () throws(LedgerError) in try ledger.bytes }
        let needed = size + Self.roomForTheStore
        guard free >= needed else {
            throw .noRoom(free: free, needed: needed, directory: directory)
        }
        let path = path
        stage = .copying(try BackupFailure.wrapping { () throws(LedgerError) in try ledger.beginCopy(to: path) })
    }

    /// What the store itself may still need while there is a copy: its log, and as much again.
    private static let roomForTheStore: Int64 = 128 << 20

    private static let draft = "backup.draft"

    private static func path(in directory: String) -> String { "\(directory)/\(draft)" }

    /// Removes what a backup left that never came to its end.
    static func removeLeftovers(in directory: String) throws(SystemError) {
        // A disk that takes no changes takes no removal either, of nothing.
        let names = try Directory.names(in: directory)
        for suffix in ["", "-journal", "-wal", "-shm"] where names.contains(draft + suffix) {
            try File.remove(path(in: directory) + suffix)
        }
    }

    /// Has a complete copy marked and checked on another thread.
    func check(_ copy: any LedgerCopy, mark: StoreMark, madeSec: Int64) throws(SystemError) {
        let (path, complete) = (path, copy.completion)
        stage = .checking(
            try BackgroundWork {
                do throws(BackupFailure) {
                    return .success(try Self.check(path, madeSec) { () throws(LedgerError) in try complete(mark) })
                } catch {
                    return .failure(error)
                }
            })
    }

    private static func check(
        _ path: String, _ madeSec: Int64, _ complete: () throws(LedgerError) -> CopyFigures
    ) throws(BackupFailure) -> Checked {
        let figures = try BackupFailure.wrapping(complete)
        return try BackupFailure.wrapping { () throws(SystemError) in
            let file = try UnnamedFile(taking: path)
            return Checked(file: file, figures: figures, digest: try ContentHash.digest(of: file), madeSec: madeSec)
        }
    }
}
