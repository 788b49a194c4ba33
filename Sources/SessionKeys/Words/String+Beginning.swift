extension String {
    /// How many scalars of what somebody wrote are repeated in a message. Not characters: one may have any number.
    private static let beginningLimit = 80

    /// The text, or its beginning where it is long.
    package var beginning: String {
        let scalars = unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: Self.beginningLimit, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return self }
        return String(scalars[..<end]) + "..."
    }
}
