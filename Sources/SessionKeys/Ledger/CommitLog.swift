/// Where commits stand before they are on the disk.
package protocol CommitLog: Sendable {
    /// Has the disk begin to write them, and does not wait: whoever has something else to do before `flush` does it
    /// meanwhile. What fails is told by that.
    func begin()

    /// Has the disk hold every commit that came before; any thread may ask for it while the ledger goes on.
    ///
    /// - Throws: `LedgerError.mayHaveLostWrites`, after which nothing may be answered any more.
    func flush() throws(LedgerError)
}
