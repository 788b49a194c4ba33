/// The log that commits are written to before they are on the disk.
package protocol CommitLog: Sendable {
    /// Starts writing them to the disk without waiting for it, so that something else can be done before `flush`,
    /// which reports what failed.
    func beginWriting()

    /// Flushes every commit that came before to the disk; any thread may ask for it while the ledger goes on.
    ///
    /// - Throws: `LedgerError.mayHaveLostWrites`, after which nothing may be answered any more.
    func flush() throws(LedgerError)
}
