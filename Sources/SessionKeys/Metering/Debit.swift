/// What an operation takes from one meter, summed.
package struct Debit: Hashable, Sendable {
    /// What counts it.
    package let kind: Meter.Kind
    /// In the unit of that meter.
    package let amount: Amount

    /// A debit of an amount.
    package init(_ kind: Meter.Kind, _ amount: Amount) {
        self.kind = kind
        self.amount = amount
    }
}
