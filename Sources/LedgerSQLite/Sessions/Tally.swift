/// What a session's first balance tells of the whole session.
struct Tally: Equatable {
    /// How many reservations wait for their settlement.
    let openReservations: Int
    /// Where its chains end.
    let trail: Trail
}
