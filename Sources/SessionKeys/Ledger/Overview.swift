/// The store at a glance.
package struct Overview: Equatable, Sendable {
    /// How many sessions there are of each status.
    package var sessions: [SessionStatus: Int] = [:]
    /// How many reservations wait for their settlement, in all sessions.
    package var openReservations = 0
    /// When the next session expires, in Unix seconds; `nil` where none does.
    package var nextExpirySec: Int64?
    /// The number of the last event.
    package var lastEvent: Int64 = 0
    /// The oldest event that is kept; 1 where there has been none.
    package var firstEvent: Int64 = 1
    /// The schema of the store.
    package var schemaVersion = 0

    /// That of an empty store.
    package init() {}
}

extension Overview {
    /// What is wrong with reading all events after a number, where some of them were removed; 0 asks for those that are
    /// kept. Who reads those of one session has to ask whether some of them were.
    package func fault(ofReadingAfter sequence: Int64) -> ValueFault? {
        guard sequence > 0, sequence < firstEvent - 1 else { return nil }
        let message =
            "is \(sequence), and older events were removed: the first that is kept comes after \(firstEvent - 1)"
        return ValueFault(.malformedValue, at: "after", "\(message); 0 begins with it")
    }
}
