extension OutputSpan where Element == UInt8 {
    /// Appends bytes, all at once.
    @inlinable
    package mutating func append(copying bytes: Span<UInt8>) {
        precondition(bytes.count <= freeCapacity, "an output span is full")
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
