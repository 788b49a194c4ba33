extension Migration {
    /// The event that tells of an authorization stands in the authorization's row, and has its number: it was a second
    /// row that said the same, written with every authorization.
    ///
    /// - What came before keeps its rows: up to `separate_through` every event has one.
    /// - Where the events begin is written down, as authorizations outlive their events.
    /// - A milestone may be such an event, so it is not declared as a reference to a row of `event` any more.
    static let eventsOfAuthorizations = Migration(
        number: 10,
        sql: """
            ALTER TABLE authorization ADD COLUMN time_ms INTEGER;
            ALTER TABLE authorization ADD COLUMN previous_event INTEGER;
            CREATE TABLE event_bounds (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                first INTEGER NOT NULL,
                separate_through INTEGER NOT NULL
            ) STRICT;
            INSERT INTO event_bounds (id, first, separate_through)
                SELECT 1, coalesce(min(sequence), 1), coalesce(max(sequence), 0) FROM event;
            CREATE TRIGGER event_bounds_advance BEFORE UPDATE ON event_bounds
                WHEN new.first < old.first OR new.separate_through <> old.separate_through
                BEGIN SELECT raise(ABORT, 'events that are gone do not come back'); END;
            DROP TRIGGER event_stays;
            CREATE TRIGGER event_stays BEFORE DELETE ON event
                WHEN old.sequence = (SELECT max(sequence) FROM event)
                    AND old.sequence > (SELECT coalesce(max(number), 0) FROM authorization)
                BEGIN SELECT raise(ABORT, 'the newest event stays'); END;
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = replace(
                sql, 'sequence INTEGER NOT NULL REFERENCES event (sequence)', 'sequence INTEGER NOT NULL')
                WHERE type = 'table' AND name = 'event_milestone';
            PRAGMA writable_schema = RESET;
            """)
}
