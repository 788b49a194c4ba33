extension Migration {
    /// The same check of an authorization's outcome in other words.
    ///
    /// For a list of three SQLite makes a table of its own with every row that it checks, which costs more than the
    /// row. The rows stay as they are: only the words change, in the way that
    /// <https://www.sqlite.org/lang_altertable.html> gives for changes of constraints.
    static let outcomeCheck = Migration(
        number: 4,
        sql: """
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = replace(
                sql,
                'outcome TEXT CHECK (outcome IN (''success'', ''reverted'', ''dropped''))',
                'outcome TEXT CHECK (outcome = ''success'' OR outcome = ''reverted'' OR outcome = ''dropped'')')
                WHERE type = 'table' AND name = 'authorization';
            PRAGMA writable_schema = RESET;
            """)
}
