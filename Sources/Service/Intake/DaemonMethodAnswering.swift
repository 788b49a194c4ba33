package import ControlProtocol

/// What answers the methods that are not the ledger's: `daemon_*`, and those that tell what the daemon speaks.
package protocol DaemonMethodAnswering: AnyObject {
    /// Answers a query.
    func write(_ query: DaemonQuery, to writer: inout JSONWriter)

    /// Begins a backup, which answers the request when it is there.
    func beginBackup(for caller: Caller, answering id: RequestID?) throws(RemoteError)

    /// Writes a part of the connection's backup.
    func writeBackup(from offset: Int64, for caller: Caller, to writer: inout JSONWriter) throws(RemoteError)

    /// Believes the clock again.
    func confirmClock(for caller: Caller) throws(RemoteError)
}
