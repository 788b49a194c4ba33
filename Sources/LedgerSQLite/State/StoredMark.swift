import SessionKeys

/// The store's mark, in a table of its own; a new store has none.
enum StoredMark {
    static func read(from connection: Connection) throws(LedgerError) -> StoreMark? {
        let bytes = try connection.prepare("SELECT mark FROM store_mark").first { row throws(LedgerError) in
            row.bytes(0)
        }
        guard let bytes else { return nil }
        guard let mark = StoreMark(bytes: bytes) else { throw .corrupt("the store's mark has \(bytes.count) bytes") }
        return mark
    }

    static func write(_ mark: StoreMark, to connection: Connection) throws(LedgerError) {
        try connection.prepare("INSERT OR REPLACE INTO store_mark (id, mark) VALUES (1, ?)").run { $0.bind(mark.bytes) }
    }
}
