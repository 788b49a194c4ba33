import SessionKeys

/// A transaction that became durable, with all that it depends on.
enum Told {
    case commit([Request], at: Moment, clock: ClockReading?)
    case maintain(limit: Int, at: Moment, clock: ClockReading?)
}
