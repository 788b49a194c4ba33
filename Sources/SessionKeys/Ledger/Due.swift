/// Something whose time is over.
package enum Due: Hashable, Sendable {
    case expiry(Expiry)
    case reservation(AuthorizationID)
}
