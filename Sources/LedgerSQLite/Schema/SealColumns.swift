extension Migration {
    /// What a balance says is sealed, so that damage of the file is noticed which keeps to every rule: pages of a database have
    /// no checksums. A row that has no seal is one that was not written since.
    static let balanceSeal = Migration(number: 8, sql: "ALTER TABLE balance ADD COLUMN seal INTEGER;")

    /// The same for what an authorization has debited, which its settlement gives back.
    static let authorizationSeal = Migration(number: 9, sql: "ALTER TABLE authorization ADD COLUMN seal INTEGER;")

    /// The same for what a session may do and until when, and for its tally: it says which authorizations its balances have. The
    /// seals of the first balances are of the amounts alone so far.
    static let sessionSeal = Migration(
        number: 15,
        sql: """
            ALTER TABLE session ADD COLUMN seal INTEGER;
            UPDATE balance SET seal = NULL WHERE slot % 256 = 0;
            """)
}
