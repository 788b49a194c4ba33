package import SessionKeys

extension Amount: ExpressibleByIntegerLiteral {
    /// Lets tests write amounts as plain numbers.
    package init(integerLiteral value: UInt64) { self.init(low: UInt128(value)) }
}
