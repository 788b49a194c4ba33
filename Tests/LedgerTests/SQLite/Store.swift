import Descriptors
import SessionKeys
import TestSupport

@testable import LedgerSQLite

/// A ledger's file, in a directory that holds nothing else.
struct Store {
    let directory: String
    var path: String { directory + "/ledger.db" }

    /// Runs the body with a store that is not there yet.
    static func withNew(_ body: (Store) throws -> Void) throws {
        try withTemporaryDirectory { try body(Store(directory: $0)) }
    }

    /// Runs the body with the file of a ledger that a clerk has worked on and closed.
    static func withClosed(_ work: (Clerk) throws -> Void, _ body: (Store) throws -> Void) throws {
        try withNew { store in
            try store.withClerk { clerk in
                try work(clerk)
                try clerk.ledger.close()
            }
            try body(store)
        }
    }

    func open() throws(OpeningError) -> SQLiteLedger { try SQLiteLedger(path: path, rules: LedgerRules()) }

    func withClerk(_ body: (Clerk) throws -> Void) throws { try body(Clerk(open())) }

    /// Runs statements on the file while no ledger has it open.
    func execute(_ sql: String, emptyingLog: Bool = true) throws {
        let connection = try Connection(path: path)
        connection.checkpointsOnClose = emptyingLog
        try connection.execute(sql)
    }

    /// Has the database refuse a balance, whether it is new or changes.
    func refuseBalance(slot: Int64, emptyingLog: Bool = true) throws {
        let refusals = ["INSERT", "UPDATE"].map {
            "CREATE TRIGGER refused_\($0) BEFORE \($0) ON balance WHEN new.slot = \(slot) "
                + "BEGIN SELECT raise(ABORT, 'refused'); END;"
        }
        try execute(refusals.joined(), emptyingLog: emptyingLog)
    }

    /// Takes it back.
    func acceptBalances(emptyingLog: Bool = true) throws {
        try execute("DROP TRIGGER refused_INSERT; DROP TRIGGER refused_UPDATE", emptyingLog: emptyingLog)
    }

    /// Takes the file back to the first schema that was released.
    func takeBackToFirstSchema() throws {
        let path = ProjectFiles.path(of: "Tests/LedgerTests/Data/first-schema.sql")
        let statements = try File.read(path, limit: 1 << 16)
        try execute(String(decoding: statements, as: UTF8.self))
    }

    /// The first column of the query's first row, of the file while no ledger has it open.
    func number(_ query: String) throws -> Int64 { try Connection(path: path).number(query) }

    /// Why the statements were not taken.
    func refusal(of sql: String) -> String? {
        do {
            try execute(sql)
            return nil
        } catch {
            return "\(error)"
        }
    }

    var contents: DirectoryContents { get throws { try DirectoryContents(of: directory) } }
}

extension Clerk {
    /// Lets a bit of everything happen.
    func workADay() throws {
        let spender = try create(
            .make(
                [
                    .nativeTokenTransfer(allowance: .maximum), .erc20TokenTransfer(token: .token, allowance: 5000),
                    .functionsOnAllContracts([.plainTransfer, Selector(0xfeed_beef)]), .gasLimit(1_000_000),
                ], chainID: .max, expirySec: FakeClock.startSec + 9000, label: "day"), key: "day")
        _ = try reserve(.transfer(Amount(high: 1 << 127, low: 1), gas: .make(21_000)), within: spender, named: "large")
        _ = try settle(reserve(.tokenTransfer(50, gas: .make(40_000)), within: spender), as: .success, actualGasUsed: 7)
        _ = try settle(reserve(.transfer(5, gas: .make(1)), within: spender, named: "dropped"), as: .dropped)
        _ = try reserve(.userOperation(Call(to: .recipient, value: 3), gas: .make(9)), within: spender)
        _ = try authorize(.transfer(1000), within: create(), settle: true)
        _ = try create(.make(expirySec: FakeClock.startSec + 60))
        pass(seconds: 60)
        try maintain()
        _ = try revoke(.session(create(.root)), reason: "no root")
        try ledger.keep(FakeClock().reading)
    }
}
