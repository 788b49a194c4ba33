import SessionKeys

/// Something that happens to an authorization once: by it an answer finds the event that it tells of.
struct Deed: Equatable {
    let authorization: AuthorizationID
    let type: EventType
}

extension Event {
    /// What it tells of an authorization, if it is about one.
    var deed: Deed? {
        switch body {
        case .reserved(let id, _), .settled(let id, _, _): Deed(authorization: id, type: body.type)
        case .created, .ended: nil
        }
    }
}

extension AnsweredExchanges.Case {
    /// What its answer says was done to an authorization, now or before.
    var deed: Deed? {
        switch answer {
        case .success(.authorized(let authorization, _)):
            Deed(
                authorization: authorization.id,
                type: authorization.reservedUntilSec == nil ? .authorizationSettled : .authorizationReserved)
        case .success(.settled(let authorization, _, _)):
            Deed(authorization: authorization.id, type: .authorizationSettled)
        default: nil
        }
    }
}
