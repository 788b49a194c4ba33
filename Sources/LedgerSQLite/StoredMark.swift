internal import SessionKeys

/// The store's mark, in a table of its own.
///
/// The table is no step of the schema: it is made with the first mark, and a leashd that knows nothing of marks goes on with
/// such a store as with any other.
enum StoredMark {
    static func read(from connection: Connection) throws(LedgerError) -> StoreMark? {
        guard try connection.number("SELECT count(*) FROM sqlite_schema WHERE name = 'store_mark'") > 0 else {
            return nil
        }
        let bytes = try connection.prepare("SELECT mark FROM store_mark").first { row throws(LedgerError) in
            row.bytes(0)
        }
        guard let bytes else { return nil }
        guard let mark = StoreMark(bytes: bytes) else { throw .corrupt("the store's mark has \(bytes.count) bytes") }
        return mark
    }

    static func write(_ mark: StoreMark, to connection: Connection) throws(LedgerError) {
        try connection.execute(
            """
            CREATE TABLE IF NOT EXISTS store_mark (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                mark BLOB NOT NULL CHECK (length(mark) = 16)
            ) STRICT
            """)
        try connection.prepare("INSERT OR REPLACE INTO store_mark (id, mark) VALUES (1, ?)").run { $0.bind(mark.bytes) }
    }
}
