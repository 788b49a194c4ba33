extension Migration {
    /// A session that was never used has no balances, but a row that says so: what is granted and never used takes no
    /// room between the balances that are written again and again.
    ///
    /// - Sessions that were granted before keep their balances.
    /// - The row goes when the balances are inserted. A session that has neither is damaged.
    static let unusedSessionTable = Migration(
        number: 17,
        sql: """
            CREATE TABLE unused_session (
                number INTEGER PRIMARY KEY REFERENCES session (number),
                creation_event INTEGER NOT NULL,
                seal INTEGER NOT NULL
            ) STRICT;
            CREATE TRIGGER unused_session_is_never_back BEFORE INSERT ON unused_session
                WHEN EXISTS (SELECT 1 FROM balance WHERE slot = 256 * new.number)
                BEGIN SELECT raise(ABORT, 'a session that was used is not unused again'); END;
            CREATE TRIGGER unused_session_stays_as_it_is BEFORE UPDATE ON unused_session
                BEGIN SELECT raise(ABORT, 'a session that was not used has not changed'); END;
            """)
}
