/// Something whose time is over.
package enum Due: Sendable {
    case expiry(Expiry)
    case reservation(AuthorizationID)
}
