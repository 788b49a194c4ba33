extension FixedWidthInteger where Self: UnsignedInteger & BitwiseCopyable {
    /// Reads the bytes as one number, most significant first; bytes beyond the width push the first ones out.
    @inlinable
    package init(bigEndian bytes: Span<UInt8>) {
        guard bytes.count == MemoryLayout<Self>.size else {
            var value: Self = 0
            for index in bytes.indices { value = value << 8 | Self(truncatingIfNeeded: bytes[index]) }
            self = value
            return
        }
        // The load is unsafe only in that it reinterprets memory: any bytes make a number, and the span checks the
        // bounds.
        self = unsafe Self(bigEndian: bytes.bytes.unsafeLoadUnaligned(as: Self.self))
    }

    /// Reads the bytes as one number, most significant first.
    @inlinable
    package init(bigEndian bytes: ArraySlice<UInt8>) { self.init(bigEndian: bytes.span) }

    /// The bytes of the number in its full width, most significant first.
    package var bigEndianBytes: [UInt8] {
        var bytes: [UInt8] = []
        appendBigEndian(to: &bytes)
        return bytes
    }

    /// Appends the number in its full width, most significant byte first.
    @inlinable
    package func appendBigEndian(to bytes: inout [UInt8]) {
        // The memory of a number is as many bytes as it is wide, and does not leave the body.
        unsafe withUnsafeBytes(of: bigEndian) { unsafe bytes.append(contentsOf: $0) }
    }
}

extension OutputSpan where Element == UInt8 {
    /// Appends a number in its full width, most significant byte first.
    @inlinable @inline(__always)
    package mutating func append(bigEndian number: some FixedWidthInteger & UnsignedInteger & BitwiseCopyable) {
        let size = number.bitWidth / 8
        precondition(size <= freeCapacity, "an output span is full")
        // There is room for the number behind what is initialized, and any bytes may stand in memory for bytes.
        unsafe withUnsafeMutableBufferPointer { buffer, count in
            unsafe UnsafeMutableRawBufferPointer(buffer).storeBytes(
                of: number.bigEndian, toByteOffset: count, as: type(of: number))
            count += size
        }
    }
}
