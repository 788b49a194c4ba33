extension Migration {
    /// Keys gather for longer before they move to `authorization_key`, and rows of many keys hold them until they are
    /// there.
    ///
    /// - A key is 16 bytes, its hash and its authorization, and negative where that was removed.
    /// - `authorization_key_run` holds the keys of all authorizations after `authorization_key_progress` says and up to
    ///   the last row's `through`, each row of those after its `previous`; what no row has is read again at the start.
    static let keyRunTable = Migration(
        number: 13,
        sql: """
            CREATE TABLE authorization_key_run (
                number INTEGER PRIMARY KEY,
                previous INTEGER NOT NULL,
                through INTEGER NOT NULL,
                keys BLOB NOT NULL CHECK (length(keys) % 16 = 0),
                seal INTEGER NOT NULL
            ) STRICT;
            """)
}
