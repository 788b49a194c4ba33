extension Migration {
    /// The store's mark has a table from the beginning. Made with the first mark it had every statement compiled once
    /// more.
    static let markTable = Migration(
        number: 14,
        sql: """
            CREATE TABLE IF NOT EXISTS store_mark (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                mark BLOB NOT NULL CHECK (length(mark) = 16)
            ) STRICT;
            """)
}
