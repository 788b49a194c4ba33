extension Migration {
    /// The first schema that is released.
    ///
    /// - Amounts are 32 bytes, most significant first, so that comparing bytes is comparing numbers. `debited` is
    ///   `spent + reserved`: kept as a sum, it lets the database itself refuse an overspend with a plain comparison.
    /// - A session's meters stand in neighbouring slots of `balance`, `256 * session + position`. The first slot also
    ///   keeps the session's tally, and is there for a session without meters too.
    /// - A session's authorizations and its events are chains from the tally backwards, each row naming the one before
    ///   it. An index by session would cost every authorization a page at a random place for each. Every 64th event of
    ///   a session is a milestone, so that its events can be read forwards from any place.
    /// - Chain ids and nonces use all 64 bits and are stored as the signed number with the same bits.
    static let foundation = Migration(
        number: 2,
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
                slot INTEGER PRIMARY KEY,
                allowance BLOB CHECK (length(allowance) = 32),
                spent BLOB CHECK (length(spent) = 32),
                debited BLOB CHECK (length(debited) = 32),
                open_reservations INTEGER CHECK (open_reservations >= 0),
                last_authorization INTEGER,
                last_event INTEGER,
                events INTEGER,
                CHECK ((slot % 256 = 0) = (open_reservations IS NOT NULL)),
                CHECK ((open_reservations IS NULL) = (events IS NULL)),
                CHECK (slot % 256 = 0 OR allowance IS NOT NULL),
                CHECK ((allowance IS NULL) = (spent IS NULL)),
                CHECK ((allowance IS NULL) = (debited IS NULL)),
                CHECK (spent <= debited),
                CHECK (debited <= allowance)
            ) STRICT;

            CREATE TABLE authorization (
                number INTEGER PRIMARY KEY,
                nonce INTEGER NOT NULL,
                session INTEGER NOT NULL REFERENCES session (number),
                previous INTEGER REFERENCES authorization (number),
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
                authorization INTEGER REFERENCES authorization (number),
                previous INTEGER REFERENCES event (sequence)
            ) STRICT;
            CREATE TABLE event_milestone (
                session INTEGER NOT NULL REFERENCES session (number),
                sequence INTEGER NOT NULL REFERENCES event (sequence),
                PRIMARY KEY (session, sequence)
            ) STRICT, WITHOUT ROWID;
            """)
}
