import SessionKeys

/// Sessions that expired together: ended and told of by one row, and posted to their own rows later.
struct ExpiryWave: Sendable {
    /// The number of the first one's event; those of the others follow.
    let first: Int64
    /// When they were ended.
    let time: Instant
    /// At least one, in the order of their expiries and of their numbers.
    let expiries: [Expiry]

    /// The number of the last one's event.
    var last: Int64 { first + Int64(expiries.count) - 1 }

    /// The events that have these numbers.
    var sequences: ClosedRange<Int64> { first...last }

    /// The event with a number that is the wave's.
    func event(_ sequence: Int64) -> Event {
        let expiry = expiries[Int(sequence - first)]
        return Event(sequence: sequence, time: time, session: expiry.session, body: .ended(expiry.ending))
    }

    /// The event that ends a session; `nil` where the session is none of the wave's.
    func ending(of expiry: Expiry) -> Event? {
        let position = expiries.position(from: expiry.place)
        guard position < expiries.count, expiries[position] == expiry else { return nil }
        return event(first + Int64(position))
    }
}
