import SessionKeys
/// An event on one line.
struct EventLine {
    let event: EventAnswer

    /// The line: number, time, what happened, to which session, and what else is known.
    func text(on terminal: Terminal) -> String {
        let number = Style.faint.apply(to: "#\(event.sequence)", on: terminal)
        let type = style.apply(to: event.type, on: terminal)
        return ([number, time, type, event.session] + details).joined(separator: "  ")
    }

    /// The time with its milliseconds, in UTC.
    private var time: String {
        // A time before 1970 is nonsense, but must not trap.
        let milliseconds = max(0, event.timeMs)
        let date = CivilDate(unixSeconds: milliseconds / 1000)
        return "\(date.shortText).\(CivilDate.padded(milliseconds % 1000, 3))Z"
    }

    private var style: Style {
        switch event.type {
        case "session_created": .good
        case "session_revoked": .bad
        case "session_expired", "session_exhausted": .warning
        default: .plain
        }
    }

    private var details: [String] {
        var details: [String] = []
        if let account = event.account { details.append("account \(account)") }
        if let chain = event.chain { details.append("chain \(chain)") }
        if let authorization = event.authorization { details.append("authorization \(authorization)") }
        if let outcome = event.outcome { details.append(outcome) }
        if event.authorization != nil { details.append(MeterUnits.unknown.text(of: event.debits)) }
        if let reason = event.reason { details.append("reason: \(reason)") }
        return details
    }
}
