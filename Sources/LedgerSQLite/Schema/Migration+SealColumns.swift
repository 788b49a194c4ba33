extension Migration {
    /// What a balance says is sealed, so that damage of the file is noticed which keeps to every rule: pages of a
    /// database have no checksums. A row that has no seal is one that was not written since.
    static let balanceSeal = Migration(number: 8, sql: "ALTER TABLE balance ADD COLUMN seal INTEGER;")

    /// The same for what an authorization has debited, which its settlement gives back.
    static let authorizationSeal = Migration(number: 9, sql: "ALTER TABLE authorization ADD COLUMN seal INTEGER;")

    /// The same for the rest of what decides: what a session may do and until when; its tally, which says what
    /// authorizations its balances have; and how far balances and keys have come, behind which nothing is counted or
    /// looked up again.
    static let otherSeals = Migration(
        number: 15,
        sql: """
            ALTER TABLE session ADD COLUMN seal INTEGER;
            ALTER TABLE balance ADD COLUMN tally_seal INTEGER;
            ALTER TABLE balance_progress ADD COLUMN seal INTEGER;
            ALTER TABLE authorization_key_progress ADD COLUMN seal INTEGER;
            UPDATE balance_progress SET seal = \(Seal.of(through: 0)) WHERE through = 0;
            UPDATE authorization_key_progress SET seal = \(Seal.of(through: 0)) WHERE through = 0;
            """)

    /// The same for the clock, by which sessions end. From here on the seals of balances and tallies say where they
    /// stand, which an earlier program would take for damage.
    static let clockSeal = Migration(number: 16, sql: "ALTER TABLE clock ADD COLUMN seal INTEGER;")
}
