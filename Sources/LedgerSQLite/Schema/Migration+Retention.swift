extension Migration {
    /// History can be removed, from its old end on.
    ///
    /// - The chain of a session's events may run into events that were removed, and ends there. So `previous` is not
    ///   declared as a reference any more: only the words change, as in the step before.
    /// - A session whose last event was removed has retired: its authorizations go newest first, so that its chain
    ///   stays whole.
    /// - The database itself refuses to remove what must stay: sessions, what is not settled or within a
    ///   session that has not ended, and the newest numbers, which tell the next ones.
    static let retention = Migration(
        number: 5,
        sql: """
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = replace(
                sql, 'previous INTEGER REFERENCES event (sequence)', 'previous INTEGER')
                WHERE type = 'table' AND name = 'event';
            PRAGMA writable_schema = RESET;
            CREATE TABLE retired_session (number INTEGER PRIMARY KEY REFERENCES session (number)) STRICT;
            CREATE TRIGGER session_stays BEFORE DELETE ON session
                BEGIN SELECT raise(ABORT, 'a session stays for good'); END;
            CREATE TRIGGER authorization_stays BEFORE DELETE ON authorization
                WHEN old.outcome IS NULL OR old.number = (SELECT max(number) FROM authorization)
                    OR (SELECT status FROM session WHERE number = old.session) = 'active'
                BEGIN SELECT raise(ABORT, 'an authorization stays while it or its number is needed'); END;
            CREATE TRIGGER event_stays BEFORE DELETE ON event
                WHEN old.sequence = (SELECT max(sequence) FROM event)
                BEGIN SELECT raise(ABORT, 'the newest event stays'); END;
            """)
}
