/// What somebody wants to be woken for about a descriptor.
package struct Interest: OptionSet, Hashable, Sendable {
    /// One bit for each kind.
    package let rawValue: UInt8

    /// Makes a set from its bits.
    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// There is something to read, or the end was reached.
    package static let read = Interest(rawValue: 1)
    /// There is room to write.
    package static let write = Interest(rawValue: 2)
}
