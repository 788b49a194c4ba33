/// A call in short: what the ledger remembers of it.
package struct CallSummary: Hashable, Sendable {
    /// Who is called.
    package let to: Address
    /// The function; `nil` where the data is too short to name one.
    package let selector: Selector?
    /// In wei.
    package let value: Amount

    /// The parts of a call that are kept.
    package init(to: Address, selector: Selector?, value: Amount) {
        self.to = to
        self.selector = selector
        self.value = value
    }
}
