import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

@Suite("The index of keys") struct KeyIndexTests {
    private func withConnection(_ body: (Connection) throws -> Void) throws {
        try Store.withClosed({ _ = try $0.create() }) { store in try body(Connection(path: store.path)) }
    }

    /// With limits that few keys reach.
    private func open(_ connection: Connection, generation: Int = 8) throws -> KeyIndex {
        try KeyIndex(connection, limits: KeyLimits(generation: generation, run: 3))
    }

    private func key(_ number: Int64) throws -> OperationKey {
        let content = try #require(ContentDigest(bytes: [UInt8](repeating: 7, count: 32)))
        return OperationKey(name: "key \(number)", content: content)
    }

    /// Inserts authorizations with keys as one transaction of a ledger does.
    private func use(
        _ numbers: ClosedRange<Int64>, in index: inout KeyIndex, on connection: Connection, committing: Bool = true
    ) throws {
        try connection.execute("BEGIN IMMEDIATE")
        for number in numbers {
            try connection.execute(
                """
                INSERT INTO authorization (number, nonce, session, key_name, content, reserved_sec, debits, calls,
                    omitted_calls, meters)
                VALUES (\(number), 0, 1, 'key \(number)', x'\(String(repeating: "07", count: 32))', 0, x'', x'', 0, x'')
                """)
            index.add(try key(number), in: 1, of: number)
        }
        try index.move()
        try connection.execute(committing ? "COMMIT" : "ROLLBACK")
        if committing { index.adopt() } else { index.discard() }
    }

    private func expectKeys(_ numbers: ClosedRange<Int64>, in index: KeyIndex) throws {
        for number in numbers {
            #expect(try index.authorizations(for: key(number), in: 1).first == number, "key \(number)")
        }
        #expect(try index.authorizations(for: key(numbers.upperBound + 1), in: 1).isEmpty)
    }

    @Test func `finds every key at every moment, wherever it is, and after each reopening`() throws {
        try withConnection { connection in
            var index = try open(connection)
            for number in Int64(1)...50 {
                try use(number...number, in: &index, on: connection)
                try expectKeys(1...number, in: index)
                // What another process would find if this one ended here.
                try expectKeys(1...number, in: open(connection))
            }
            #expect(try connection.number("SELECT count(*) FROM authorization_key") >= 40)
            #expect(try connection.number("SELECT through FROM authorization_key_progress") >= 40)
            // Rows are kept for what the table lacks, and not for long after.
            #expect(try connection.number("SELECT min(through) FROM authorization_key_run") >= 25)
            #expect(try connection.number("SELECT max(through) FROM authorization_key_run") >= 48)
        }
    }

    @Test func `forgets what was not committed, and nothing else`() throws {
        try withConnection { connection in
            var index = try open(connection)
            for first in stride(from: Int64(1), through: 60, by: 3) {
                try use(first...(first + 2), in: &index, on: connection, committing: false)
                #expect(try index.authorizations(for: key(first), in: 1).isEmpty)
                try use(first...(first + 2), in: &index, on: connection)
                try expectKeys(1...(first + 2), in: index)
            }
        }
    }

    @Test func `gives the newest first where several have the same hash`() throws {
        try withConnection { connection in
            let index = try open(connection)
            let key = try key(5)
            index.add(key, in: 1, of: 1)
            index.add(key, in: 1, of: 2)
            index.adopt()
            index.add(key, in: 1, of: 3)
            #expect(try index.authorizations(for: key, in: 1) == [3, 2, 1])
            #expect(try index.authorizations(for: key, in: 2).isEmpty)
            index.discard()
            #expect(try index.authorizations(for: key, in: 1) == [2, 1])
        }
    }

    @Test(arguments: [Int64(2), 9, 20], [false, true])
    func `a key that was removed does not move to the table, unless its removal was undone`(
        number: Int64, reopening: Bool
    ) throws {
        try withConnection { connection in
            var index = try open(connection)
            try use(1...20, in: &index, on: connection)
            let remove = { (index: inout KeyIndex) in
                try connection.execute("BEGIN IMMEDIATE")
                try index.remove(try key(number), in: 1, of: number)
                try index.move()
            }
            try remove(&index)
            try connection.execute("ROLLBACK")
            index.discard()
            try use(21...24, in: &index, on: connection)
            try expectKeys(1...24, in: index)
            try remove(&index)
            try connection.execute("COMMIT")
            index.adopt()
            if reopening { index = try open(connection) }
            for next in Int64(25)...60 { try use(next...next, in: &index, on: connection) }
            #expect(try index.authorizations(for: key(number), in: 1).isEmpty)
            #expect(
                try connection.number("SELECT count(*) FROM authorization_key WHERE authorization = \(number)") == 0)
            #expect(try connection.number("SELECT through FROM authorization_key_progress") > number)
        }
    }

    // Some have moved, some move, some gather, and rows hold keys of two generations.
    @Test(arguments: 1...17)
    func `a key that was removed anywhere stays removed after reopening`(number: Int) throws {
        try withConnection { connection in
            var index = try open(connection)
            for next in Int64(1)...17 { try use(next...next, in: &index, on: connection) }
            let number = Int64(number)
            try connection.execute("BEGIN IMMEDIATE")
            try connection.execute("DROP TRIGGER IF EXISTS authorization_stays")
            try connection.execute("DELETE FROM authorization WHERE number = \(number)")
            try index.remove(key(number), in: 1, of: number)
            try index.move()
            try connection.execute("COMMIT")
            index.adopt()
            index = try open(connection)
            for next in Int64(18)...60 { try use(next...next, in: &index, on: connection) }
            #expect(try index.authorizations(for: key(number), in: 1).isEmpty)
            #expect(
                try connection.number("SELECT count(*) FROM authorization_key WHERE authorization = \(number)") == 0)
        }
    }

    @Test func `a batch much larger than a generation is found as well`() throws {
        try withConnection { connection in
            var index = try open(connection)
            try use(1...100, in: &index, on: connection)
            try use(101...102, in: &index, on: connection)
            try expectKeys(1...102, in: index)
            try expectKeys(1...102, in: open(connection))
        }
    }

    @Test(arguments: [
        "keys = zeroblob(length(keys))", "through = through + 1", "through = 0", "previous = previous - 1",
        "seal = seal + 1", "keys = x''",
    ])
    func `a row of keys that is damaged is made anew from the authorizations`(damage: String) throws {
        try withConnection { connection in
            var index = try open(connection, generation: 12)
            for number in Int64(1)...14 { try use(number...number, in: &index, on: connection) }
            let damaged = try connection.number("SELECT max(number) - 1 FROM authorization_key_run")
            try connection.execute("UPDATE authorization_key_run SET \(damage) WHERE number = \(damaged)")
            index = try open(connection, generation: 12)
            try expectKeys(1...14, in: index)
            // The next row stands in its place, or in that of the one behind it, where nobody sees it.
            try use(15...15, in: &index, on: connection)
            let newest = try connection.number("SELECT max(number) FROM authorization_key_run")
            #expect([damaged, damaged + 1].contains(newest))
            #expect(
                try connection.number("SELECT through FROM authorization_key_run WHERE number = \(newest)") == 15)
            for number in Int64(16)...60 {
                try use(number...number, in: &index, on: connection)
                try expectKeys(1...number, in: open(connection, generation: 12))
            }
        }
    }

    @Test(arguments: ["number > 0", "number = 1", "number = 2", "number = 4"])
    func `a row of keys that is gone is made anew from the authorizations`(gone: String) throws {
        try withConnection { connection in
            var index = try open(connection, generation: 12)
            for number in Int64(1)...14 { try use(number...number, in: &index, on: connection) }
            try connection.execute("DELETE FROM authorization_key_run WHERE \(gone)")
            index = try open(connection, generation: 12)
            try expectKeys(1...14, in: index)
            for number in Int64(15)...40 { try use(number...number, in: &index, on: connection) }
            try expectKeys(1...40, in: index)
            try expectKeys(1...40, in: open(connection, generation: 12))
        }
    }

    @Test func `what is opened is left as it is, unless very many keys are in no row`() throws {
        try withConnection { connection in
            var index = try open(connection)
            for number in Int64(1)...22 { try use(number...number, in: &index, on: connection) }
            let changes = connection.changes
            try expectKeys(1...22, in: open(connection))
            #expect(connection.changes == changes)
            try connection.execute(
                "DELETE FROM authorization_key; DELETE FROM authorization_key_run; "
                    + "UPDATE authorization_key_progress SET through = 0, seal = NULL")
            try expectKeys(1...22, in: open(connection))
            #expect(try connection.number("SELECT count(*) FROM authorization_key") == 16)
        }
    }
}
