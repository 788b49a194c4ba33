package import ControlProtocol

/// Who knows what the ledger does not: the daemon itself.
package protocol Informant: AnyObject {
    /// Writes one value.
    func write(_ information: Information, to writer: inout JSONWriter)

    /// Believes the clock again.
    func confirmClock() throws(RemoteError)
}
