import ControlProtocol
import LedgerSQLite
import SessionKeys
import TestSupport
import Testing
import UnixSocket

@testable import Service

@Suite("A backup, turn by turn") struct BackupTurnTests {
    /// Runs the body with a daemon that has begun a backup, which takes more than a few turns, and with who waits for it.
    private func withBackupBegun(_ body: (SteppedDaemon, _ asker: Stream) throws -> Void) throws {
        try withTemporaryDirectory { directory in
            let ledger = try SQLiteLedger(path: "\(directory)/leash.db", rules: LedgerRules())
            let clerk = Clerk(ledger)
            _ = try clerk.commit((0..<2000).map { _ in clerk.creation(of: .make()) })
            try withSteppedDaemon(ledger) { desk in
                let (asker, connection) = try desk.connect()
                try desk.receive(Wire.request("daemon_backup"), from: asker, over: connection)
                try desk.daemon.work()
                try desk.daemon.work()
                #expect(desk.daemon.backups.isCopying)
                try body(desk, asker)
            }
        }
    }

    /// The next line that a client is sent.
    private func answer(to client: Stream) throws -> JSONValue {
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        let count = try client.receiveSome(into: &buffer)
        return try JSONDocument(parsing: Array(buffer[..<count])).root
    }

    @Test func `others are answered while it is copied`() throws {
        try withBackupBegun { desk, _ in
            let (other, connection) = try desk.connect()
            try desk.receive(Wire.request("wallet_createSession", Wire.session()), from: other, over: connection)
            try desk.daemon.work()
            #expect(try answer(to: other)["result"]?["sessionId"] != nil)
            #expect(desk.daemon.backups.isCopying)
        }
    }

    @Test func `a daemon that ends does not wait for it, and tells who does`() throws {
        try withBackupBegun { desk, asker in
            try desk.daemon.finish()
            #expect(try answer(to: asker)["error"]?["data"]?["code"]?.string == "backup_failed")
            #expect(!desk.hasFile("backup.draft"))
        }
    }
}
