import SessionKeys

/// An event on one line, or on a narrow terminal on a few.
struct EventLine {
    let event: EventAnswer
    /// What its debits count in.
    let denomination: Denomination
    /// How many digits its number has at least: those of the last one, where that is known.
    var digits = 0

    /// How long the longest type is: behind it the sessions' ids stand in a column.
    private static let longestType = EventType.allCases.map(\.rawValue.count).max() ?? 0

    /// The line: number, time, what happened, to which session, and what else is known. On a terminal that is narrower
    /// than an id, as in a list, ids are shortened.
    func text(on terminal: Terminal) -> String {
        var line = WrappingLine()
        let number = "\(event.sequence)"
        line.add("#\(number)", .faint)
        line.add(time, gap: 2 + max(0, digits - number.count))
        line.add(event.type, style)
        line.add(event.session, gap: 2 + max(0, Self.longestType - event.type.count))
        for part in details { line.add(part) }
        return line.lines(on: terminal, indent: 4, cutsWords: true).joined(separator: "\n")
    }

    /// The time with its milliseconds, in UTC.
    private var time: String {
        // A time before 1970 is nonsense, but must not trap.
        let milliseconds = max(0, event.timeMs)
        let date = CivilDate(unixSeconds: milliseconds / 1000)
        return "\(date.shortText).\(String(milliseconds % 1000).padded(to: 3))Z"
    }

    private var style: Style {
        switch EventType(rawValue: event.type) {
        case .sessionCreated: .good
        case .sessionRevoked: .bad
        case .sessionExpired, .sessionExhausted: .warning
        case .authorizationReserved, .authorizationSettled, nil: .plain
        }
    }

    private var details: [String] {
        var details: [String] = []
        if let account = event.account { details.append("account \(account)") }
        if let chain = event.chain { details.append("chain \(chain)") }
        if let authorization = event.authorization { details.append("authorization \(authorization)") }
        if let outcome = event.outcome { details.append(outcome) }
        if event.authorization != nil { details.append(denomination.text(of: event.debits)) }
        if let reason = event.reason { details.append("reason: \(reason)") }
        return details
    }
}
