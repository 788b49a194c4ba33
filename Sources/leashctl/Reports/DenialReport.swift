import SessionKeys

/// Why an operation is denied, in full: every reason with its place, its numbers, and what would pass.
struct DenialReport {
    /// How many reasons of one code are shown: each call of an operation may have one, and it may have thousands.
    private static let shownOfCode = 4

    /// Nil where it is not known: the reasons then stand alone.
    let session: SessionAnswer?
    let reasons: [ReasonAnswer]
    /// What was denied.
    let operation: OperationMembers

    /// Adds the report to a screen.
    func add(to screen: inout Screen) {
        addReasons(to: &screen)
        guard let session else { return }
        screen.line()
        screen.line(session.hasEnded ? "This session has ended; it might:" : "This session may:", .strong)
        let words = PermissionWords(session: session)
        for permission in session.permissions { screen.point(words.text(of: permission)) }
        if session.permissions.isEmpty { screen.line("  nothing that is known") }
        let meters = MeterLines(denomination: session.denomination)
        meters.add(session.meters, under: "Left of its allowances:", to: &screen)
    }

    private func addReasons(to screen: inout Screen) {
        var counts: [String: Int] = [:]
        var shown: [ReasonAnswer] = []
        for reason in reasons {
            counts[reason.code, default: 0] += 1
            if counts[reason.code, default: 0] <= Self.shownOfCode { shown.append(reason) }
        }
        for (number, reason) in shown.enumerated() { add(reason, number: number + 1, to: &screen) }
        guard shown.count < reasons.count else { return }
        screen.line()
        for (code, count) in counts.sorted(by: { $0.key < $1.key }) where count > Self.shownOfCode {
            screen.paragraph("and \(count - Self.shownOfCode) more of \(code): --json has all", after: "")
        }
    }

    private func add(_ reason: ReasonAnswer, number: Int, to screen: inout Screen) {
        let advice = DenialAdvice(session: session, operation: operation)
        screen.line()
        screen.line("\(number). \(reason.code)\(place(of: reason))", .strong)
        if !reason.message.isEmpty { screen.paragraph(reason.message, after: "   ") }
        let unit = advice.unit(of: reason)
        if let requested = reason.requested { screen.paragraph(unit.text(requested), after: "   requested    ") }
        if let remaining = reason.remaining { screen.paragraph(unit.text(remaining), after: "   remaining    ") }
        if let text = advice.text(for: reason) { screen.paragraph(text, after: "   would pass   ") }
    }

    private func place(of reason: ReasonAnswer) -> String {
        let call = reason.call.map { "call \($0)" }
        let permission = reason.permission.map { index in
            "permission \(index)" + (session?.permission(of: reason).map { " \($0.name)" } ?? "")
        }
        let places = [call, permission].compactMap(\.self)
        return places.isEmpty ? "" : " (\(places.joined(separator: ", ")))"
    }
}
