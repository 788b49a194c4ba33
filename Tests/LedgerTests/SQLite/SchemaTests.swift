import Descriptors
import SessionKeys
import TestSupport
import Testing

@testable import LedgerSQLite

/// The schema of a store, and `docs/schema.sql`, where it can be read.
struct SchemaTests {
    /// A statement without comments, and with one space between its words.
    private func words(_ statement: some StringProtocol) -> String {
        let lines = statement.split(separator: "\n").filter { !$0.hasPrefix("--") }
        let text = lines.joined(separator: " ").flatMap { "(),;".contains($0) ? " \($0) " : String($0) }
        return String(text).split(separator: " ").joined(separator: " ")
    }

    private func written() throws -> [String] {
        let bytes = try File.read(ProjectFiles.path(of: "docs/schema.sql"), limit: 1 << 16)
        var statements: [String] = []
        var lines: [Substring] = []
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty {
                statements.append(words(lines.joined(separator: "\n")))
                lines = []
            } else {
                lines.append(line)
            }
        }
        return statements.filter { !$0.isEmpty }
    }

    @Test(arguments: [false, true])
    func `a store has the schema that docs say and no other, new and migrated from the first`(isOld: Bool) throws {
        try Store.withClosed({ _ in }) { store in
            if isOld {
                try store.takeBackToFirstSchema()
                try store.open().close()
            }
            let connection = try Connection(path: store.path)
            var statements = [words("PRAGMA user_version = \(Migration.newest);")]
            try connection.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").forEach {
                row throws(LedgerError) in
                statements.append(words(row.text(0) + ";"))
                return true
            }
            let written = Set(try written())
            #expect(written.subtracting(statements).isEmpty, "is in docs/schema.sql, and not in the store")
            #expect(Set(statements).subtracting(written).isEmpty, "is in the store, and not in docs/schema.sql")
        }
    }
}
