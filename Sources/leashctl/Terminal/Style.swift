/// How a text looks on a terminal with colours.
enum Style: Sendable {
    case plain
    case strong
    case faint
    case good
    case warning
    case bad

    private var code: String? {
        switch self {
        case .plain: nil
        case .strong: "1"
        case .faint: "2"
        case .good: "32"
        case .warning: "33"
        case .bad: "31"
        }
    }

    /// The text in this look, or as it is where there are no colours.
    func apply(to text: String, on terminal: Terminal) -> String {
        guard terminal.hasColour, let code, !text.isEmpty else { return text }
        return "\u{1b}[\(code)m\(text)\u{1b}[0m"
    }
}
