/// How many move to a table with a transaction: as many as what was added since the last move asks for, and several
/// together, as their places are neighbours.
struct MovingPace {
    private let together: Int
    private var asked = 0
    /// How many were asked for when the last transaction was committed.
    private var askedAtCommit = 0

    init(together: Int) { self.together = together }

    mutating func ask(for count: Int) { asked += count }

    /// How many move now; none until they are enough.
    mutating func take() -> Int {
        guard asked >= together else { return 0 }
        defer { asked = 0 }
        return asked
    }

    /// The transaction is committed.
    mutating func adopt() { askedAtCommit = asked }

    /// The transaction never was. What it was to move is no part of the next one, such as a revocation on a full disk.
    mutating func discard() { asked = askedAtCommit }
}
