/// What a session is (semantics 4.1).
package enum SessionStatus: String, CaseIterable, Sendable {
    case active
    case expired
    case exhausted
    case revoked
}
