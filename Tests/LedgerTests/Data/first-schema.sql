-- Takes a closed store, of which every session was used and every ending is in its session's row, back to the first schema that was released.
INSERT INTO event SELECT number, time_ms,
        CASE WHEN reserved_until_sec IS NULL THEN 'authorization_settled' ELSE 'authorization_reserved' END,
        session, number, previous_event
    FROM authorization;
DROP TABLE event_bounds;
DROP TABLE expiry_wave;
DROP TABLE balance_progress;
DROP TABLE damaged_session;
CREATE TEMP TABLE sessions_without_balances (number CHECK (number IS NULL));
INSERT INTO sessions_without_balances SELECT number FROM unused_session;
DROP TABLE unused_session;
DROP INDEX session_by_expiry;
CREATE INDEX session_by_expiry ON session (expiry_sec) WHERE status = 'active' AND expiry_sec > 0;
DROP TABLE retired_session;
DROP TRIGGER session_stays;
DROP TRIGGER authorization_stays;
DROP TRIGGER event_stays;
DROP TABLE authorization_key;
DROP TABLE authorization_key_progress;
DROP TABLE authorization_key_secret;
DROP TABLE authorization_key_run;
ALTER TABLE session DROP COLUMN seal;
ALTER TABLE balance DROP COLUMN seal;
ALTER TABLE balance DROP COLUMN tally_seal;
ALTER TABLE authorization DROP COLUMN seal;
ALTER TABLE clock DROP COLUMN seal;
ALTER TABLE authorization DROP COLUMN time_ms;
ALTER TABLE authorization DROP COLUMN previous_event;
CREATE UNIQUE INDEX authorization_by_name ON authorization (session, key_name) WHERE key_name IS NOT NULL;
CREATE INDEX authorization_by_content ON authorization (session, content)
    WHERE key_name IS NULL AND content IS NOT NULL;
PRAGMA user_version = 2;
