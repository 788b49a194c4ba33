extension Migration {
    /// Keys are hashed by a secret of the store's own, which takes a tenth of the time of a hash that needs none.
    ///
    /// What the index held is of no use any more, and is read again from the authorizations when the store is opened.
    static let keyHashSecretTable = Migration(
        number: 6,
        sql: """
            CREATE TABLE authorization_key_secret (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                secret BLOB NOT NULL CHECK (length(secret) = 16)
            ) STRICT;
            INSERT INTO authorization_key_secret (id, secret) VALUES (1, randomblob(16));
            DELETE FROM authorization_key;
            UPDATE authorization_key_progress SET through = 0;
            """)
}
