import Descriptors
import SessionKeys

/// What the daemon is assembled from.
struct DaemonParts {
    let ledger: any Ledger
    /// To be looked at by whoever has the ledger.
    let reserve: DiskReserve
    let clock: DaemonClock
    let signals: SignalReader
    let deadlineTimer: WallTimer
    let watchdogTimer: MonotonicTimer
    let supervision = Supervision()
    let sink: RecordSink
    let random: RandomPool
    let stateDirectory: String
    /// Keeps other daemons out of the state directory.
    let stateLock: DirectoryLock
    /// How many descriptors the process may have open.
    let descriptorLimit: Int
    /// How far the store has come, beside it.
    let progress: ProgressFile
    /// Reads the configuration's files again.
    let readConfiguration: () throws(StartError) -> Configuration
    let startedAt = SystemClock.bootMilliseconds()
}
