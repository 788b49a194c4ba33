extension OutputSpan where Element == UInt8 {
    /// Appends bytes, all at once. Most are the name of a member: for so few, a call of memcpy costs more than two loads
    /// and stores.
    @inlinable
    package mutating func append(copying bytes: Span<UInt8>) {
        precondition(bytes.count <= freeCapacity, "an output span is full")
        switch bytes.count {
        case 8...16: appendEnds(of: bytes, as: UInt64.self)
        case 4..<8: appendEnds(of: bytes, as: UInt32.self)
        default: appendAll(of: bytes)
        }
    }

    /// Appends the first word and the last one, which together are all of the bytes.
    @inlinable @inline(__always)
    mutating func appendEnds<Word: BitwiseCopyable>(of bytes: Span<UInt8>, as word: Word.Type) {
        // The loads and the stores are unsafe only in that they reinterpret memory: there is room for the bytes behind
        // what is initialized.
        let last = bytes.count &- MemoryLayout<Word>.size
        let raw = unsafe bytes.bytes
        let ends = unsafe (raw.unsafeLoadUnaligned(as: word), raw.unsafeLoadUnaligned(fromByteOffset: last, as: word))
        unsafe withUnsafeMutableBufferPointer { buffer, count in
            let room = UnsafeMutableRawBufferPointer(buffer)
            unsafe room.storeBytes(of: ends.0, toByteOffset: count, as: word)
            unsafe room.storeBytes(of: ends.1, toByteOffset: count &+ last, as: word)
            count &+= bytes.count
        }
    }

    @inlinable
    mutating func appendAll(of bytes: Span<UInt8>) {
        // There is room for the bytes behind what is initialized, and neither buffer leaves its body.
        unsafe withUnsafeMutableBufferPointer { buffer, count in
            unsafe bytes.withUnsafeBytes { source in
                guard let start = source.baseAddress else { return }
                let room = unsafe UnsafeMutableRawBufferPointer(buffer).baseAddress?.advanced(by: count)
                unsafe room?.copyMemory(from: start, byteCount: source.count)
                count += source.count
            }
        }
    }
}
