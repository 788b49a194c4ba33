extension Migration {
    /// Sessions that expire together are ended by one row, which holds their events until those are posted to the
    /// sessions.
    ///
    /// The index of expiries tells what such a row needs, so that no session is read for it.
    static let expiryWaveTable = Migration(
        number: 11,
        sql: """
            CREATE TABLE expiry_wave (
                first INTEGER PRIMARY KEY,
                time_ms INTEGER NOT NULL,
                expiries BLOB NOT NULL CHECK (length(expiries) > 0)
            ) STRICT;
            DROP INDEX session_by_expiry;
            CREATE INDEX session_by_expiry ON session (expiry_sec, number, id)
                WHERE status = 'active' AND expiry_sec > 0;
            """)
}
