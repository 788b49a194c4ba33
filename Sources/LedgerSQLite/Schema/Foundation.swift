extension Migration {
    /// The first schema.
    ///
    /// - Amounts are 32 bytes, most significant first, so that comparing bytes is comparing numbers. `debited` is
    ///   `spent + reserved`: kept as a sum, it lets the database itself refuse an overspend with a plain comparison.
    /// - The balance of position 0 counts a session's open reservations; it stands beside the meters so that an
    ///   authorization touches one page for both.
    /// - Chain ids and nonces use all 64 bits and are stored as the signed number with the same bits.
    static let foundation = Migration(
        number: 1,
        sql: """
            CREATE TABLE clock (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                wall_ms INTEGER NOT NULL,
                since_boot_ms INTEGER NOT NULL,
                boot BLOB NOT NULL CHECK (length(boot) = 16)
            ) STRICT;

            CREATE TABLE session (
                number INTEGER PRIMARY KEY,
                id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
                account BLOB NOT NULL CHECK (length(account) = 20),
                chain_id INTEGER NOT NULL CHECK (chain_id <> 0),
                key_kind TEXT NOT NULL,
                key_address BLOB NOT NULL CHECK (length(key_address) = 20),
                permissions BLOB NOT NULL,
                permissions_as_given TEXT NOT NULL,
                expiry_sec INTEGER NOT NULL CHECK (expiry_sec >= 0),
                not_before_sec INTEGER NOT NULL CHECK (not_before_sec >= 0),
                gas_limit_unit TEXT NOT NULL CHECK (gas_limit_unit IN ('gas', 'wei')),
                label TEXT,
                created_sec INTEGER NOT NULL,
                creation_key TEXT UNIQUE,
                creation_content BLOB CHECK (length(creation_content) = 32),
                status TEXT NOT NULL DEFAULT 'active'
                    CHECK (status IN ('active', 'expired', 'exhausted', 'revoked')),
                ended_sec INTEGER,
                end_reason TEXT,
                CHECK ((status = 'active') = (ended_sec IS NULL)),
                CHECK ((creation_key IS NULL) = (creation_content IS NULL))
            ) STRICT;
            CREATE INDEX session_by_status ON session (status);
            CREATE INDEX session_by_account ON session (account, status);
            CREATE INDEX session_by_expiry ON session (expiry_sec) WHERE status = 'active' AND expiry_sec > 0;
            CREATE TRIGGER session_stays_ended BEFORE UPDATE OF status ON session WHEN old.status <> 'active'
                BEGIN SELECT raise(ABORT, 'an ended session never comes back'); END;

            CREATE TABLE balance (
                session INTEGER NOT NULL REFERENCES session (number),
                position INTEGER NOT NULL CHECK (position >= 0),
                open_reservations INTEGER CHECK (open_reservations >= 0),
                allowance BLOB CHECK (length(allowance) = 32),
                spent BLOB CHECK (length(spent) = 32),
                debited BLOB CHECK (length(debited) = 32),
                PRIMARY KEY (session, position),
                CHECK ((position = 0) = (open_reservations IS NOT NULL)),
                CHECK ((position = 0) = (allowance IS NULL)),
                CHECK ((allowance IS NULL) = (spent IS NULL)),
                CHECK ((allowance IS NULL) = (debited IS NULL)),
                CHECK (spent <= debited),
                CHECK (debited <= allowance)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE authorization (
                number INTEGER PRIMARY KEY,
                nonce INTEGER NOT NULL,
                session INTEGER NOT NULL REFERENCES session (number),
                key_name TEXT,
                content BLOB CHECK (length(content) = 32),
                reserved_sec INTEGER NOT NULL,
                reserved_until_sec INTEGER,
                debits BLOB NOT NULL,
                calls BLOB NOT NULL,
                omitted_calls INTEGER NOT NULL,
                meters BLOB NOT NULL,
                outcome TEXT CHECK (outcome IN ('success', 'reverted', 'dropped')),
                actual_gas_used BLOB CHECK (length(actual_gas_used) = 32),
                settled_sec INTEGER,
                settled_debits BLOB,
                settled_meters BLOB,
                CHECK (key_name IS NULL OR content IS NOT NULL),
                CHECK ((outcome IS NULL) = (settled_sec IS NULL)),
                CHECK ((outcome IS NULL) = (settled_debits IS NULL)),
                CHECK ((outcome IS NULL) = (settled_meters IS NULL))
            ) STRICT;
            CREATE INDEX authorization_by_session ON authorization (session);
            CREATE UNIQUE INDEX authorization_by_name ON authorization (session, key_name) WHERE key_name IS NOT NULL;
            CREATE INDEX authorization_by_content ON authorization (session, content)
                WHERE key_name IS NULL AND content IS NOT NULL;
            CREATE INDEX authorization_by_deadline ON authorization (reserved_until_sec) WHERE outcome IS NULL;
            CREATE TRIGGER authorization_is_settled_once BEFORE UPDATE OF outcome ON authorization
                WHEN old.outcome IS NOT NULL
                BEGIN SELECT raise(ABORT, 'an authorization is settled once'); END;

            CREATE TABLE event (
                sequence INTEGER PRIMARY KEY,
                time_ms INTEGER NOT NULL,
                type TEXT NOT NULL,
                session INTEGER NOT NULL REFERENCES session (number),
                authorization INTEGER REFERENCES authorization (number)
            ) STRICT;
            CREATE INDEX event_by_session ON event (session);
            """)
}
