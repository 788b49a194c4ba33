-- The schema of a new store, as the steps in Sources/LedgerSQLite/Schema leave it; these say why it came to be so. A test
-- holds the two together, but for comments, spaces and the order of the statements.
--
-- A store that was migrated has the same. Seals are NULL in rows that were written before there were seals.

PRAGMA user_version = 17;

-- The highest time that was believed.
CREATE TABLE clock (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    wall_ms INTEGER NOT NULL,
    since_boot_ms INTEGER NOT NULL,
    boot BLOB NOT NULL CHECK (length(boot) = 16),
    seal INTEGER
) STRICT;

-- By this a copy is told from the store that ran last.
CREATE TABLE store_mark (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    mark BLOB NOT NULL CHECK (length(mark) = 16)
) STRICT;

-- What was granted, and how it ended. A chain id is the signed number with the same bits.
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
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'expired', 'exhausted', 'revoked')),
    ended_sec INTEGER,
    end_reason TEXT,
    seal INTEGER,
    CHECK ((status = 'active') = (ended_sec IS NULL)),
    CHECK ((creation_key IS NULL) = (creation_content IS NULL))
) STRICT;

CREATE INDEX session_by_status ON session (status);

CREATE INDEX session_by_account ON session (account, status);

CREATE INDEX session_by_expiry ON session (expiry_sec, number, id) WHERE status = 'active' AND expiry_sec > 0;

CREATE TRIGGER session_stays_ended BEFORE UPDATE OF status ON session WHEN old.status <> 'active'
    BEGIN SELECT raise(ABORT, 'an ended session never comes back'); END;

CREATE TRIGGER session_stays BEFORE DELETE ON session
    BEGIN SELECT raise(ABORT, 'a session stays for good'); END;

-- Sessions that expired together, and whose own rows may not say so yet: 32 bytes for each. Their events have the numbers
-- from `first` on.
CREATE TABLE expiry_wave (
    first INTEGER PRIMARY KEY,
    time_ms INTEGER NOT NULL,
    expiries BLOB NOT NULL CHECK (length(expiries) > 0)
) STRICT;

-- A session's meters at `256 * session + position`; the first slot also has the session's tally, and is there without
-- meters too. `debited` is what is spent and reserved.
CREATE TABLE balance (
    slot INTEGER PRIMARY KEY,
    allowance BLOB CHECK (length(allowance) = 32),
    spent BLOB CHECK (length(spent) = 32),
    debited BLOB CHECK (length(debited) = 32),
    open_reservations INTEGER CHECK (open_reservations >= 0),
    last_authorization INTEGER,
    last_event INTEGER,
    events INTEGER,
    seal INTEGER,
    tally_seal INTEGER,
    CONSTRAINT tally_stands_first CHECK (
        open_reservations IS NOT NULL AND events IS NOT NULL AND slot % 256 = 0
        OR open_reservations IS NULL AND events IS NULL AND slot % 256 <> 0 AND allowance IS NOT NULL
    ),
    CONSTRAINT nothing_overspent CHECK (
        allowance IS NOT NULL AND spent IS NOT NULL AND debited IS NOT NULL AND spent <= debited AND debited <= allowance
        OR allowance IS NULL AND spent IS NULL AND debited IS NULL
    )
) STRICT;

-- Up to which event every balance is written; what has happened since is counted again at the start.
CREATE TABLE balance_progress (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    through INTEGER NOT NULL,
    seal INTEGER
) STRICT;

CREATE TRIGGER balance_progress_advances BEFORE UPDATE ON balance_progress WHEN new.through < old.through
    BEGIN SELECT raise(ABORT, 'what is counted in the balances stays counted'); END;

-- Sessions that have no balances: they are as they were granted.
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

-- Sessions whose balances could not be written or counted again: they are denied everything for good.
CREATE TABLE damaged_session (number INTEGER PRIMARY KEY REFERENCES session (number)) STRICT;

-- What was authorized, and what became of it. `previous` is the one before it within its session. With `time_ms` and
-- `previous_event` it is also the event that tells of it, whose number is its own.
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
    outcome TEXT CHECK (outcome = 'success' OR outcome = 'reverted' OR outcome = 'dropped'),
    actual_gas_used BLOB CHECK (length(actual_gas_used) = 32),
    settled_sec INTEGER,
    settled_debits BLOB,
    settled_meters BLOB,
    seal INTEGER,
    time_ms INTEGER,
    previous_event INTEGER,
    CHECK (key_name IS NULL OR content IS NOT NULL),
    CONSTRAINT outcome_is_whole CHECK (
        outcome IS NULL AND settled_sec IS NULL AND settled_debits IS NULL AND settled_meters IS NULL
        OR outcome IS NOT NULL AND settled_sec IS NOT NULL AND settled_debits IS NOT NULL AND settled_meters IS NOT NULL
    )
) STRICT;

CREATE INDEX authorization_by_deadline ON authorization (reserved_until_sec) WHERE outcome IS NULL;

CREATE TRIGGER authorization_is_settled_once BEFORE UPDATE OF outcome ON authorization WHEN old.outcome IS NOT NULL
    BEGIN SELECT raise(ABORT, 'an authorization is settled once'); END;

CREATE TRIGGER authorization_stays BEFORE DELETE ON authorization
    WHEN old.outcome IS NULL OR old.number = (SELECT max(number) FROM authorization)
        OR (SELECT status FROM session WHERE number = old.session) = 'active'
    BEGIN SELECT raise(ABORT, 'an authorization stays while it or its number is needed'); END;

-- Sessions whose last event was removed, so that their authorizations go next.
CREATE TABLE retired_session (number INTEGER PRIMARY KEY REFERENCES session (number)) STRICT;

-- Idempotency keys and contents by their hash: of all authorizations up to `through` in authorization_key_progress.
CREATE TABLE authorization_key (
    hash INTEGER NOT NULL,
    authorization INTEGER NOT NULL REFERENCES authorization (number),
    PRIMARY KEY (hash, authorization)
) STRICT, WITHOUT ROWID;

CREATE TABLE authorization_key_progress (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    through INTEGER NOT NULL,
    seal INTEGER
) STRICT;

-- The keys that come after it, many in a row.
CREATE TABLE authorization_key_run (
    number INTEGER PRIMARY KEY,
    previous INTEGER NOT NULL,
    through INTEGER NOT NULL,
    keys BLOB NOT NULL CHECK (length(keys) % 16 = 0),
    seal INTEGER NOT NULL
) STRICT;

-- What keys are hashed with.
CREATE TABLE authorization_key_secret (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    secret BLOB NOT NULL CHECK (length(secret) = 16)
) STRICT;

-- What happened, but for what an authorization's own row tells. `previous` is the event before it of its session.
CREATE TABLE event (
    sequence INTEGER PRIMARY KEY,
    time_ms INTEGER NOT NULL,
    type TEXT NOT NULL,
    session INTEGER NOT NULL REFERENCES session (number),
    authorization INTEGER REFERENCES authorization (number),
    previous INTEGER
) STRICT;

CREATE TRIGGER event_stays BEFORE DELETE ON event
    WHEN old.sequence = (SELECT max(sequence) FROM event)
        AND old.sequence > (SELECT coalesce(max(number), 0) FROM authorization)
    BEGIN SELECT raise(ABORT, 'the newest event stays'); END;

-- Every 64th event of a session.
CREATE TABLE event_milestone (
    session INTEGER NOT NULL REFERENCES session (number),
    sequence INTEGER NOT NULL,
    PRIMARY KEY (session, sequence)
) STRICT, WITHOUT ROWID;

-- The oldest event that is kept, and up to which one every event has a row in `event`.
CREATE TABLE event_bounds (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    first INTEGER NOT NULL,
    separate_through INTEGER NOT NULL
) STRICT;

CREATE TRIGGER event_bounds_advance BEFORE UPDATE ON event_bounds
    WHEN new.first < old.first OR new.separate_through <> old.separate_through
    BEGIN SELECT raise(ABORT, 'events that are gone do not come back'); END;
