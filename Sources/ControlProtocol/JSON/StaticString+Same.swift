import SessionKeys

extension StaticString {
    /// Whether both say the same; mostly both are the same text in memory.
    @inline(__always)
    func isSame(as other: StaticString) -> Bool {
        // Nothing is read from where they point.
        guard utf8CodeUnitCount == other.utf8CodeUnitCount else { return false }
        // A static string is constant memory with its length; the buffer does not leave the body.
        return unsafe utf8Start == other.utf8Start || other.withUTF8Buffer { unsafe isSpelled($0.span) }
    }

    /// Whether these bytes say the same.
    @inline(__always)
    func isSpelled(_ text: Span<UInt8>) -> Bool { withUTF8Buffer { unsafe $0.span.isSame(as: text) } }
}
