import SessionKeys

extension Request {
    /// What was asked, in a record's message.
    var recordText: String {
        switch self {
        case .create: "a creation"
        case .check(let session, _): "a check within session \(session)"
        case .authorize(let request): "an authorization within session \(request.session)"
        case .settle(let request): "settlement of \(request.authorization)"
        case .revoke(let request):
            switch request.scope {
            case .session(let session): "revocation of session \(session)"
            case .account(let account): "revocation of the sessions of \(account)"
            }
        case .read(.session(let session)): "a look at session \(session)"
        case .read(.sessions): "a listing of sessions"
        case .read(.authorizations(let session, _)): "a listing of the authorizations of session \(session)"
        case .read(.events): "a listing of events"
        }
    }

    /// What it names, for a record's fields.
    var recordFields: [(RecordField, String)] {
        if let session { return [(.session, "\(session)")] }
        if case .settle(let request) = self { return [(.authorization, "\(request.authorization)")] }
        return []
    }
}
