import SessionKeys

/// An allowance as a gauge: what remains is filled, what open reservations hold is shaded, what is spent is empty.
struct Bar {
    let meter: MeterAnswer
    let width: Int

    /// The gauge and how much remains of the allowance: `██████▒▒░░ 60%`.
    func text(on terminal: Terminal) -> String {
        let remaining = Proportion(meter.remaining, of: meter.allowance)
        guard width > 0 else { return remaining.percentage }
        return "\(cells(remaining, on: terminal)) \(remaining.percentage)"
    }

    private func cells(_ remaining: Proportion, on terminal: Terminal) -> String {
        let filled = remaining.steps(of: width)
        let held = Proportion(meter.remaining.adding(meter.reserved) ?? meter.allowance, of: meter.allowance)
        let shaded = meter.reserved.isZero ? 0 : max(0, held.steps(of: width) - filled)
        let marks = terminal.hasUnicode ? ("█", "▒", "░") : ("#", "+", "-")
        return String(repeating: marks.0, count: filled) + String(repeating: marks.1, count: shaded)
            + String(repeating: marks.2, count: width - filled - shaded)
    }
}
