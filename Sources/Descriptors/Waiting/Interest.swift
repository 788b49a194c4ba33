/// What somebody wants to be woken for about a descriptor.
package struct Interest: Hashable, Sendable {
    /// There is something to read, or the end was reached.
    package var wantsReading: Bool
    /// There is room to write.
    package var wantsWriting: Bool

    /// What is wanted. Whoever wants neither is still told that the other end is gone.
    package init(reading: Bool, writing: Bool) {
        wantsReading = reading
        wantsWriting = writing
    }

    /// Only what comes in.
    package static let reading = Interest(reading: true, writing: false)
    /// Only that the other end is gone.
    package static let neither = Interest(reading: false, writing: false)
}
