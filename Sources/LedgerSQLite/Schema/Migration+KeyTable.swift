extension Migration {
    /// An authorization is found by a hash of its key, in a table that is written in bulk.
    ///
    /// - `authorization_key` holds the keys of all authorizations up to `through`, and perhaps of some after it: those
    ///   are read again at the start.
    /// - Which key an authorization has, its own row tells: the hash only says where to look.
    static let keyTable = Migration(
        number: 3,
        sql: """
            CREATE TABLE authorization_key (
                hash INTEGER NOT NULL,
                authorization INTEGER NOT NULL REFERENCES authorization (number),
                PRIMARY KEY (hash, authorization)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE authorization_key_progress (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                through INTEGER NOT NULL
            ) STRICT;
            INSERT INTO authorization_key_progress (id, through) VALUES (1, 0);
            DROP INDEX authorization_by_name;
            DROP INDEX authorization_by_content;
            """)
}
