/// Something whose time is over.
package enum Due: Equatable, Sendable {
    case expiry(Expiry)
    case reservation(AuthorizationID)
}
