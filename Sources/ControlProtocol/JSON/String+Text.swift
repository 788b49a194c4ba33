extension String {
    /// The text of these bytes, which are UTF-8.
    package init(_ text: Span<UInt8>) {
        // The buffer does not leave the body.
        self = unsafe text.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}

extension String {
    /// How many scalars of what a client wrote are repeated to it. Not characters: one of those may have any number.
    private static let beginningLimit = 80

    /// The text, or its beginning where it is long.
    var beginning: String {
        let scalars = unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: Self.beginningLimit, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return self }
        return String(scalars[..<end]) + "..."
    }
}
