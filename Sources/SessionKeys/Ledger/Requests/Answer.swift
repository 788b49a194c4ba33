/// What the ledger says. Denied, failed and unknown are different things: a failure is a `LedgerError`, the rest is here.
/// Indirect, because an answer is handed on more often than it is looked into.
package indirect enum Answer: Equatable, Sendable {
    case created(SessionID, chainID: UInt64, warnings: [GrantWarning])
    case invalid(ValueFault)
    case checked(Verdict, meters: [MeterReading])
    case authorized(Authorization)
    case settled(Authorization, Settlement)
    case revoked([SessionID])
    case denied([Reason])
    case unknownSession
    case unknownAuthorization
    case session(SessionRecord)
    case sessions(Page<SessionRecord>)
    case authorizations(Page<Authorization>)
    case events([Event], last: Int64)
}

/// A session as listings show it.
package struct SessionRecord: Equatable, Sendable {
    package let session: Session
    /// The permissions in the words of whoever granted them: JSON.
    package let permissionsAsGiven: [UInt8]

    /// A session and its permissions as given.
    package init(session: Session, permissionsAsGiven: [UInt8]) {
        self.session = session
        self.permissionsAsGiven = permissionsAsGiven
    }
}

/// A part of a listing.
package struct Page<Entry: Equatable & Sendable>: Equatable, Sendable {
    package let entries: [Entry]
    /// Each entry's number, before which a page may go on.
    private let numbers: [Int64]
    /// Whether there are entries behind the last one.
    private let hasMore: Bool

    /// A page, with its entries' numbers.
    package init(entries: [Entry], numbers: [Int64], hasMore: Bool) {
        self.entries = entries
        self.numbers = numbers
        self.hasMore = hasMore
    }

    /// The number of the last entry, where there is more; the next page goes on before it.
    package var next: Int64? { next(after: entries.count) }

    /// The same for a page that has room for only so many of the entries.
    package func next(after count: Int) -> Int64? {
        hasMore || count < entries.count ? numbers.prefix(count).last : nil
    }
}

/// The store at a glance.
package struct Overview: Equatable, Sendable {
    package var sessions: [SessionStatus: Int] = [:]
    package var openReservations = 0
    package var nextExpirySec: Int64?
    package var lastEvent: Int64 = 0
    /// The oldest event that is kept; 1 where there has been none.
    package var firstEvent: Int64 = 1
    package var schemaVersion = 0

    package init() {}
}

extension Overview {
    /// What is wrong with reading the events after a number, where some of them were removed. 0 is for all that there are.
    package func fault(ofReadingAfter sequence: Int64) -> ValueFault? {
        guard sequence > 0, sequence < firstEvent - 1 else { return nil }
        let message =
            "is \(sequence), and older events were removed: the first that is kept comes after \(firstEvent - 1)"
        return ValueFault(.malformedValue, at: "after", "\(message); 0 begins with it")
    }
}
