/// A copy of the store in the making. It is made in steps, so that the ledger goes on working between them; what it
/// changes meanwhile is in the copy too.
///
/// Letting go of it before it is complete leaves a file that is no store: whoever named the file removes it.
package protocol LedgerCopy: AnyObject {
    /// Copies some more. Nobody may use the ledger meanwhile.
    ///
    /// - Returns: whether the copy is complete.
    func step() throws(LedgerError) -> Bool

    /// The work that turns a complete copy into a store of its own and checks that it is whole. It may run on any
    /// thread, whatever the ledger does meanwhile.
    ///
    /// - Parameter mark: what the copy is known by from then on.
    var completion: @Sendable (_ mark: StoreMark) throws(LedgerError) -> CopyFigures { get }
}
