import SessionKeys

/// What the ledger is asked for, as metrics tell it apart and name it.
enum RequestKind: Int, CaseIterable {
    case create, check, authorize, settle, revoke, read
}

extension Request {
    /// What it asks for.
    var kind: RequestKind {
        switch self {
        case .create: .create
        case .check: .check
        case .authorize: .authorize
        case .settle: .settle
        case .revoke: .revoke
        case .read: .read
        }
    }
}
