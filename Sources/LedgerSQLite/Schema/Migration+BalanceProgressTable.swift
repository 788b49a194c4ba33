extension Migration {
    /// Balances may lag behind the authorizations that are counted in them, whose own rows tell what they have debited.
    ///
    /// - `balance_progress` tells up to which event every balance has been written; what has happened since is counted
    ///   again when the store is opened.
    /// - A session whose balances could not be written for their damage is not to be trusted again, whatever its rows
    ///   say later.
    static let balanceProgressTable = Migration(
        number: 12,
        sql: """
            CREATE TABLE balance_progress (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                through INTEGER NOT NULL
            ) STRICT;
            INSERT INTO balance_progress (id, through) SELECT 1, max(
                (SELECT coalesce(max(sequence), 0) FROM event), (SELECT coalesce(max(number), 0) FROM authorization),
                (SELECT coalesce(max(first + length(expiries) / 32 - 1), 0) FROM expiry_wave));
            CREATE TRIGGER balance_progress_advances BEFORE UPDATE ON balance_progress WHEN new.through < old.through
                BEGIN SELECT raise(ABORT, 'what is counted in the balances stays counted'); END;
            CREATE TABLE damaged_session (number INTEGER PRIMARY KEY REFERENCES session (number)) STRICT;
            """)
}
