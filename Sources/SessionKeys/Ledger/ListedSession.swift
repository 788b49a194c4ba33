/// A session in a listing, which names those as well that cannot be read: a damaged one keeps no other from being
/// listed.
package enum ListedSession: Equatable, Sendable {
    case readable(SessionRecord)
    case damaged(SessionID)

    /// What is known of it, unless it is damaged.
    package var record: SessionRecord? {
        if case .readable(let record) = self { record } else { nil }
    }

    /// Its id, where it is damaged.
    package var damagedID: SessionID? {
        if case .damaged(let id) = self { id } else { nil }
    }
}
