/// One call of an operation.
package struct Call: Hashable, Sendable {
    /// Who is called.
    package let to: Address
    /// In wei.
    package let value: Amount
    /// What it is called with; nothing, where only value is sent.
    package let data: ArraySlice<UInt8>

    /// A call; no value and no data unless they are given.
    package init(to: Address, value: Amount = .zero, data: ArraySlice<UInt8> = []) {
        self.to = to
        self.value = value
        self.data = data
    }

    /// The function that the data names, if it is long enough to name one.
    package var selector: Selector? { Selector(leading: data) }

    /// The call as the ledger keeps it.
    package var summary: CallSummary { CallSummary(to: to, selector: selector, value: value) }
}
