import SessionKeys

/// The waves whose sessions' rows do not all say yet that they have ended, oldest first.
///
/// Up to the last wave's last session, whoever has expired has ended: where its row says something else, a wave has its
/// event.
struct ExpiryWaves: Sendable {
    private var waves: [ExpiryWave] = []

    var isEmpty: Bool { waves.isEmpty }

    /// The last session that has ended by a wave.
    var reach: ExpiryPlace { waves.last?.expiries.last?.place ?? .start }

    /// Adds a wave behind the others; false where it does not belong there.
    mutating func append(_ wave: ExpiryWave) -> Bool {
        guard let start = wave.expiries.first?.place, reach < start, waves.last?.last ?? 0 < wave.first,
            wave.first < .max / 2, let end = wave.expiries.last, end.second <= wave.time.seconds,
            zip(wave.expiries, wave.expiries.dropFirst()).allSatisfy({ $0.place < $1.place })
        else { return false }
        waves.append(wave)
        return true
    }

    /// The event that has ended a session; `nil` where the session is in none of the waves.
    func ending(of expiry: Expiry) -> Event? { waves.lazy.compactMap { $0.ending(of: expiry) }.first }

    /// The first wave that has an event after this number.
    func wave(after sequence: Int64) -> ExpiryWave? { waves.first { $0.last > sequence } }

    /// Removes the waves all of whose sessions are posted.
    ///
    /// - Parameter next: the first session that is not; `nil` where all are.
    /// - Returns: what was removed.
    mutating func removePosted(next: ExpiryPlace?) -> [ExpiryWave] {
        let posted = waves.prefix { wave in
            guard let next, let last = wave.expiries.last else { return true }
            return last.place < next
        }
        waves.removeFirst(posted.count)
        return Array(posted)
    }
}
