import SessionKeys

/// Something that happens to an authorization once: by it an answer finds the event that it tells of.
struct AuthorizationStep: Equatable {
    let authorization: AuthorizationID
    let type: EventType
}

extension Event {
    /// What it tells of an authorization, if it is about one.
    var step: AuthorizationStep? {
        switch body {
        case .reserved(let id, _), .settled(let id, _, _): AuthorizationStep(authorization: id, type: body.type)
        case .created, .ended: nil
        }
    }
}

extension AnsweredExchanges.AnsweredRequest {
    /// What its answer says was done to an authorization, now or before.
    var step: AuthorizationStep? {
        switch answer {
        case .success(.authorized(let authorization, _)):
            AuthorizationStep(
                authorization: authorization.id,
                type: authorization.reservedUntilSec == nil ? .authorizationSettled : .authorizationReserved)
        case .success(.settled(let authorization, _, _)):
            AuthorizationStep(authorization: authorization.id, type: .authorizationSettled)
        default: nil
        }
    }
}
