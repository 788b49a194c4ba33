extension Span where Element == UInt8 {
    /// Whether the bytes are the same.
    @inlinable
    package func isSame(as other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        return switch count {
        case 8...: isSame(as: other, by: UInt64.self)
        case 4..<8: isSame(as: other, by: UInt32.self)
        default: isSame(as: other, by: UInt8.self)
        }
    }

    /// Whether as many bytes are the same, compared by words, of which the last may repeat a part of the one before.
    @inlinable @inline(__always)
    func isSame<Word: BitwiseCopyable & Equatable>(as other: Span<UInt8>, by word: Word.Type) -> Bool {
        // The loads are unsafe only in that they reinterpret memory, and the spans check the bounds.
        let (left, right) = unsafe (bytes, other.bytes)
        let last = count &- MemoryLayout<Word>.size
        guard last >= 0 else { return true }
        var position = 0
        while position < last {
            guard
                unsafe left.unsafeLoadUnaligned(fromByteOffset: position, as: word)
                    == right.unsafeLoadUnaligned(fromByteOffset: position, as: word)
            else { return false }
            position &+= MemoryLayout<Word>.size
        }
        return unsafe left.unsafeLoadUnaligned(fromByteOffset: last, as: word)
            == right.unsafeLoadUnaligned(fromByteOffset: last, as: word)
    }
}
