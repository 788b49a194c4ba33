/// A session: what was granted, what has been used of it, and whether it has ended.
///
///     active --expiry reached--> expired
///       |----used up-----------> exhausted
///       `----administrator-----> revoked
package struct Session: Equatable, Sendable {
    /// What names it.
    package let id: SessionID
    /// What was granted.
    package let definition: SessionDefinition
    /// When it was granted, in Unix seconds.
    package let createdSec: Int64
    /// What counts each of its allowances, in the order of its permissions.
    package private(set) var meters: [Meter]
    /// How many reservations wait for their settlement.
    package private(set) var openReservations: Int
    /// How and when it ended; `nil` as long as it is active.
    package private(set) var ending: Ending?

    /// A session as it was granted.
    package init(id: SessionID, definition: SessionDefinition, createdSec: Int64) {
        self.init(
            id: id, definition: definition, createdSec: createdSec, meters: Meter.fresh(for: definition.permissions),
            openReservations: 0, ending: nil)
    }

    /// A session as it was stored.
    package init(
        id: SessionID, definition: SessionDefinition, createdSec: Int64, meters: [Meter], openReservations: Int,
        ending: Ending?
    ) {
        self.id = id
        self.definition = definition
        self.createdSec = createdSec
        self.meters = meters
        self.openReservations = openReservations
        self.ending = ending
    }

    /// Whether it is active, or how it ended.
    package var status: SessionStatus { ending?.status ?? .active }

    /// The meters as answers show them.
    package var readings: [MeterReading] { readings(reserving: []) }

    /// The meters as answers would show them if the debits were reserved.
    package func readings(reserving debits: [Debit]) -> [MeterReading] {
        meters.map { meter in
            var meter = meter
            for debit in debits where debit.kind == meter.kind { meter.reserve(debit.amount) }
            return MeterReading(meter, remaining: remaining(of: meter))
        }
    }

    /// What remains of a meter, in decisions and in answers alike: of an ended session nothing (rules 4.1).
    func remaining(of meter: Meter) -> Amount { ending == nil ? meter.remaining : .zero }

    /// Counts the debits of a new reservation.
    package mutating func reserve(_ debits: [Debit]) {
        for debit in debits { update(debit.kind) { $0.reserve(debit.amount) } }
        openReservations += 1
    }

    /// Whether these debits are held by a reservation, so that they can be settled.
    package func holds(_ debits: [Debit]) -> Bool {
        openReservations > 0
            && debits.allSatisfy { debit in
                meters.contains { $0.kind == debit.kind && debit.amount <= $0.reserved }
            }
    }

    /// Settles the debits of a reservation, keeping what `kept` names of each.
    package mutating func settle(_ debits: [Debit], keeping kept: [Debit]) {
        for debit in debits {
            let keeping = kept.first { $0.kind == debit.kind }?.amount ?? .zero
            update(debit.kind) { $0.settle(reserved: debit.amount, keeping: keeping) }
        }
        openReservations -= 1
    }

    /// Ends the session, which must be active, for good.
    package mutating func end(_ ending: Ending) {
        precondition(self.ending == nil, "a session that has ended cannot end again")
        self.ending = ending
    }

    private mutating func update(_ kind: Meter.Kind, _ change: (inout Meter) -> Void) {
        guard let index = meters.firstIndex(where: { $0.kind == kind }) else {
            preconditionFailure("a debit names a meter that the session does not have")
        }
        change(&meters[index])
    }
}
