import CSQLiteLog
import Descriptors
import SessionKeys

/// The write-ahead log of a store that is open, to be synced beside it.
// Safe to share: it is only written and synced here, which SQLite's file system lets any thread do while the store is
// open.
@safe struct StoreLog: CommitLog, @unchecked Sendable {
    private let log: OpaquePointer

    init(_ log: OpaquePointer) { unsafe self.log = log }

    func beginWriting() { unsafe leash_log_begin_writing(log) }

    func flush() throws(LedgerError) {
        let number = unsafe leash_log_sync(log)
        guard number == 0 else { throw .mayHaveLostWrites("sync the log: \(ErrorNumber(number))") }
    }
}
