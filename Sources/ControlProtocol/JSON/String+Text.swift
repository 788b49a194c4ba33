extension String {
    /// The text of these bytes, which are UTF-8.
    package init(_ text: Span<UInt8>) {
        // The buffer does not leave the body.
        self = unsafe text.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
