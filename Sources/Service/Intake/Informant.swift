package import ControlProtocol

/// Who knows what the ledger does not: the daemon itself.
package protocol Informant: AnyObject {
    /// Writes one value.
    func write(_ information: Information, to writer: inout JSONWriter)

    /// Begins a backup, which answers the request when it is there.
    func beginBackup(for caller: Caller, answering id: RequestID?) throws(RemoteError)

    /// Writes a part of the connection's backup.
    func writeBackup(from offset: Int64, for caller: Caller, to writer: inout JSONWriter) throws(RemoteError)

    /// Believes the clock again.
    func confirmClock(for caller: Caller) throws(RemoteError)
}
