/// When a session expires next, and when a reservation runs out: carried on in memory, and looked up again only once
/// the one that comes first is gone.
struct Deadlines {
    private(set) var expirySec: Int64?
    private(set) var reservationSec: Int64?
    /// Whether one that came first is gone, so that what comes next is not known.
    private(set) var areStale = false

    /// A session was granted; 0 is no expiry.
    mutating func add(expirySec second: Int64) {
        if second > 0 { expirySec = min(expirySec ?? second, second) }
    }

    /// A session has ended.
    mutating func remove(expirySec second: Int64) {
        if second == expirySec { areStale = true }
    }

    /// Something may fall due before what is known.
    mutating func lookAgain() { areStale = true }

    /// A reservation was made.
    mutating func add(reservationSec second: Int64) { reservationSec = min(reservationSec ?? second, second) }

    /// A reservation was settled.
    mutating func remove(reservationSec second: Int64?) {
        if let second, second == reservationSec { areStale = true }
    }
}
