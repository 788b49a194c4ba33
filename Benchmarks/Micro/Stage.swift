/// What the requests of a measurement ask.
enum Stage: String, CaseIterable {
    case check
    case authorize

    var method: String {
        switch self {
        case .check: "session_check"
        case .authorize: "session_authorize"
        }
    }
}
