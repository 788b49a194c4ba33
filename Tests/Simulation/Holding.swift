import SessionKeys

/// A payment that was authorized.
struct Holding {
    let session: SessionID
    let cost: Amounts
    /// When it counts as spent by itself.
    let untilSec: Int64?
    var outcome: Settlement.Outcome?
    var gasUsed: Int?
    /// What stayed debited.
    var kept = Amounts()
}
