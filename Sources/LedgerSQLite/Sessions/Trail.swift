/// Where a session's chains end: each of its authorizations and events names the one before it.
struct Trail: Equatable {
    /// One event in this many of a session is a milestone, from which the chain is followed back.
    static let milestoneDistance: Int64 = 64

    var lastAuthorization: Int64?
    var lastEvent: Int64?
    /// How many events the session has had.
    var events: Int64 = 0

    /// Whether the event that comes next is a milestone.
    var isMilestoneNext: Bool { (events + 1).isMultiple(of: Self.milestoneDistance) }
}
