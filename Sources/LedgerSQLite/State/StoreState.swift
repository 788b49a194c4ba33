import SessionKeys

/// What the store holds, in numbers: kept in memory and carried on with each transaction, so that nothing has to be
/// counted.
struct StoreState {
    private(set) var overview = Overview()
    var deadlines = Deadlines() {
        didSet { overview.nextExpirySec = deadlines.expirySec }
    }
    /// Sessions that have ended together, whose rows may not say so yet.
    var waves: ExpiryWaves
    /// How many of them do not say so.
    var unposted: Int
    /// The sessions among them whose ending is written down, and whose rows cannot say so.
    var unendable: Set<Int64> = []
    private var lastSession: Int64
    /// The newest authorization of all, and when that was.
    private(set) var lastAuthorization: Int64
    private(set) var lastAuthorized: Instant?
    var clock: StoredClock

    /// Counts once what the tables hold.
    init(_ connection: Connection) throws(LedgerError) {
        waves = try ExpiryWaveRow.waves(on: connection)
        lastSession = try connection.number("SELECT max(number) FROM session")
        guard lastSession <= BalanceSlot.lastSession else {
            throw .corrupt("a session has the number \(lastSession), which none can have")
        }
        clock = try StoredClock(connection)
        lastAuthorization = try connection.number("SELECT max(number) FROM authorization")
        lastAuthorized = try AuthorizationRow.time(of: lastAuthorization, on: connection)
        overview.lastEvent = try EventRow.last(on: connection)
        overview.firstEvent = try connection.number("SELECT first FROM event_bounds")
        guard overview.firstEvent > 0 else { throw .corrupt("it does not say where its events begin") }
        overview.schemaVersion = Int(try connection.number("PRAGMA user_version"))
        for status in SessionStatus.allCases {
            overview.sessions[status] = Int(
                try connection.number("SELECT count(*) FROM session WHERE status = '\(status.rawValue)'"))
        }
        unposted = waves.isEmpty ? 0 : try ExpiryRow.count(through: waves.reach, on: connection)
        overview.openReservations = Int(
            try connection.number(
                "SELECT count(*) FROM authorization WHERE outcome IS NULL AND reserved_until_sec IS NOT NULL"))
        countExpiries(unposted)
    }

    /// The earliest moment at which something falls due.
    var nextDeadline: Instant? {
        [deadlines.expirySec, deadlines.reservationSec].compactMap(\.self).min().map(Instant.init(seconds:))
    }

    /// The highest clock reading.
    var highestClock: ClockReading? { clock.highest(with: lastAuthorized) }

    mutating func takeSessionNumber() -> Int64 {
        lastSession += 1
        return lastSession
    }

    mutating func takeEventNumber() -> Int64 {
        overview.lastEvent += 1
        return overview.lastEvent
    }

    mutating func takeEventNumbers(_ count: Int) { overview.lastEvent += Int64(count) }

    /// Takes note of the newest authorization.
    mutating func noteAuthorization(_ number: Int64, at time: Instant) {
        lastAuthorization = number
        lastAuthorized = time
    }

    /// Counts what an event did.
    mutating func count(_ body: Event.Body) {
        switch body {
        case .created: overview.sessions[.active, default: 0] += 1
        case .reserved: overview.openReservations += 1
        case .settled: break
        case .ended(let ending):
            overview.sessions[.active, default: 0] -= 1
            overview.sessions[ending.status, default: 0] += 1
        }
    }

    /// Counts sessions that expired together.
    mutating func countExpiries(_ count: Int) {
        overview.sessions[.active, default: 0] -= count
        overview.sessions[.expired, default: 0] += count
    }

    /// Counts that a reservation was settled.
    mutating func countSettlement() { overview.openReservations -= 1 }

    /// Takes note that the events up to a number are gone.
    mutating func removeEvents(through sequence: Int64) { overview.firstEvent = sequence + 1 }
}
