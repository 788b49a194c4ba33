import SessionKeys

/// The last few denials, for whoever looks on.
struct RecentDenials {
    /// Something that was denied.
    struct Entry {
        let time: Instant
        let subject: Subject
        let code: DenialCode
        /// As the log has it.
        let message: String
        let caller: Caller
    }

    /// What was denied.
    enum Subject {
        case other
        case operation(SessionID)
        case settlement(AuthorizationID)
    }

    /// How many are kept.
    static let limit = 16

    /// In the order in which they came, but for the place where the next one goes.
    private var ring: [Entry] = []
    private var next = 0

    /// Keeps a denial, in place of the oldest one where there are enough.
    mutating func add(_ entry: Entry) {
        if ring.count < Self.limit {
            ring.append(entry)
        } else {
            ring[next] = entry
        }
        next = (next + 1) % Self.limit
    }

    /// All of them, the newest first.
    var newestFirst: [Entry] { (ring.dropFirst(next) + ring.prefix(next)).reversed() }
}
