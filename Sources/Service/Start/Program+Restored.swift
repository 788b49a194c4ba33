import Descriptors
import Glibc
import SessionKeys

/// The life of a process that only accepts a restored store.
extension Program {
    /// Takes an administrator's word for a restored store. It is not taken by a start of the daemon, so that nobody can
    /// leave it switched on.
    static func accept(
        _ options: StartOptions, _ configuration: Configuration, _ openLedger: OpenLedger
    ) throws(StartError) {
        let directory = try Directories.state(options)
        try requireOwn(directory)
        umask(0o077)
        let lock = try lock(directory)
        defer { withExtendedLifetime(lock) {} }
        try requireStore(in: directory)
        let ledger = try openLedger(Directories.store(in: directory), configuration.rules)
        let answer = try StateGuard(directory: directory, ledger: ledger, random: RandomPool()).accept()
        try StartError.wrapping(ledger.close)
        // It is accepted, whether anybody is told or not.
        try? tell(answer + "\n")
    }

    /// Refuses a directory of another user: files that this one makes there would keep that one's daemon from starting.
    static func requireOwn(_ directory: String) throws(StartError) {
        let isOwn = try StartError.wrapping(.usage) { () throws(SystemError) in try Directory.isOwn(directory) }
        guard isOwn else {
            throw StartError(
                .usage, "\(directory) belongs to another user: run this as that user (runuser -u, sudo -u)")
        }
    }

    /// Refuses a directory in which nothing has ever run, as one that was mistyped: opening would make a store there.
    private static func requireStore(in directory: String) throws(StartError) {
        let names = try StartError.wrapping { () throws(SystemError) in
            Set(try Directory.names(in: directory).map { "\(directory)/\($0)" })
        }
        let store = Directories.store(in: directory)
        guard names.contains(store) || names.contains(HighWaterFile(in: directory).path) else {
            throw StartError(.usage, "there is no \(store), and no store has run in \(directory): nothing was done")
        }
    }
}
