/// Sixteen bytes of text that are looked at together.
@usableFromInline package typealias ByteVector = SIMD16<UInt8>

extension SIMDMask<SIMD16<Int8>> {
    /// Each truth value as a byte of ones or of zeros: vectors of bytes are combined by one instruction, masks byte by
    /// byte.
    @inlinable
    package var bytes: ByteVector {
        // Unsafe only in that it reinterprets memory: a mask is kept as such bytes.
        unsafe unsafeBitCast(self, to: ByteVector.self)
    }
}
