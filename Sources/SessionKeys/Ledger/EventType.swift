/// The names of the events on the wire.
package enum EventType: String, CaseIterable, Sendable {
    case sessionCreated = "session_created"
    case sessionExpired = "session_expired"
    case sessionExhausted = "session_exhausted"
    case sessionRevoked = "session_revoked"
    case authorizationReserved = "authorization_reserved"
    case authorizationSettled = "authorization_settled"
}
