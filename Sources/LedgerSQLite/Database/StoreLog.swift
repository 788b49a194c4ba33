internal import CSQLiteLog
internal import Glibc
internal import SessionKeys

/// The write-ahead log of a store that is open, to be synced beside it.
struct StoreLog: CommitLog {
    let descriptor: Int32

    func flush() throws(LedgerError) {
        let number = leash_log_sync(descriptor)
        guard number == 0 else {
            throw .mayHaveLostWrites("sync the log: \(unsafe String(cString: strerror(number))) (\(number))")
        }
    }
}
