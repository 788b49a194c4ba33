extension FixedWidthInteger where Self: UnsignedInteger {
    /// Reads the bytes as one number, most significant first; bytes beyond the width push the first ones out.
    package init(bigEndian bytes: ArraySlice<UInt8>) {
        var value: Self = 0
        for byte in bytes { value = value << 8 | Self(truncatingIfNeeded: byte) }
        self = value
    }

    /// Appends the number in its full width, most significant byte first.
    package func appendBigEndian(to bytes: inout [UInt8]) {
        var shift = Self.bitWidth
        while shift > 0 {
            shift -= 8
            bytes.append(UInt8(truncatingIfNeeded: self >> Self(shift)))
        }
    }
}
