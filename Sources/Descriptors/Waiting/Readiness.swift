/// What a descriptor is ready for, at the moment of asking.
package struct Readiness: Hashable, Sendable {
    /// The token that the descriptor was added with.
    package let token: UInt64
    /// A read will not block: there are bytes, a connection, or the end.
    package let isReadable: Bool
    /// A write will not block.
    package let isWritable: Bool
    /// The other end is gone in both directions, or the descriptor failed. It is reported whatever the interest, until
    /// the descriptor is removed; what the other end sent before may still be read.
    package let isHungUp: Bool

    /// Describes one descriptor's state.
    package init(token: UInt64, isReadable: Bool = false, isWritable: Bool = false, isHungUp: Bool = false) {
        self.token = token
        self.isReadable = isReadable
        self.isWritable = isWritable
        self.isHungUp = isHungUp
    }
}
