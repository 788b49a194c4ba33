import SessionKeys

extension Amount {
    /// Hands on its four words of 64 bits, the highest first.
    func forEachWord(_ body: (UInt64) -> Void) {
        body(UInt64(truncatingIfNeeded: high >> 64))
        body(UInt64(truncatingIfNeeded: high))
        body(UInt64(truncatingIfNeeded: low >> 64))
        body(UInt64(truncatingIfNeeded: low))
    }
}
