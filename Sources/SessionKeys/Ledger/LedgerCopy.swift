/// A copy of the store in the making. It is made in steps, so that the ledger goes on working between them; what it
/// changes meanwhile is in the copy too.
///
/// To let go of it before it is complete leaves a file that is no store: whoever named the file removes it.
package protocol LedgerCopy: AnyObject {
    /// Copies some more. Nobody may use the ledger meanwhile.
    ///
    /// - Returns: whether the copy is complete.
    func step() throws(LedgerError) -> Bool

    /// What makes a complete copy a store of its own and looks whether it is whole; on any thread, whatever the ledger
    /// does.
    ///
    /// - Parameter mark: what the copy is known by from then on.
    var completion: @Sendable (_ mark: StoreMark) throws(LedgerError) -> CopyFigures { get }
}
