import SessionKeys

/// The look of a session's status.
enum StatusStyle {
    static func of(_ status: String) -> Style {
        switch SessionStatus(rawValue: status) {
        case .active: .good
        case .revoked: .bad
        case .expired, .exhausted: .warning
        case nil: .plain
        }
    }
}
