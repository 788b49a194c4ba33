/// The time that a decision is made at.
package struct Moment: Hashable, Sendable {
    /// The highest time that is believed.
    package let now: Instant
    /// False while a forward step of the clock has no explanation: then nothing is authorized (rules 4.3).
    package let isCertain: Bool

    /// A moment; certain unless said otherwise.
    package init(_ now: Instant, isCertain: Bool = true) {
        self.now = now
        self.isCertain = isCertain
    }
}
