/// What a session is (rules 4.1).
package enum SessionStatus: String, CaseIterable, Sendable {
    case active
    case expired
    case exhausted
    case revoked
}
