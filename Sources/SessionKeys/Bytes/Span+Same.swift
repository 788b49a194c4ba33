extension Span where Element == UInt8 {
    /// Whether the bytes are the same.
    @inlinable
    package func isSame(as other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        // Eight at a time: the loads are unsafe only in that they reinterpret memory, and the spans check the bounds.
        let (left, right) = unsafe (bytes, other.bytes)
        var position = 0
        while position <= count &- 8 {
            let difference =
                unsafe left.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
                ^ right.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
            if difference != 0 { return false }
            position &+= 8
        }
        while position < count {
            if self[position] != other[position] { return false }
            position &+= 1
        }
        return true
    }
}
