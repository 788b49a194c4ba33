import ServiceTestSupport
import SessionKeys
import TestSupport
import Testing

@testable import LedgerSQLite
@testable import Service

@Suite("Permissions as they were given") struct GivenPermissionsTests {
    @Test(arguments: [
        "substr(permissions_as_given, 2)", "permissions_as_given || '}'", "replace(permissions_as_given, '0x', '1x')",
        "'{}'", "''", "'[]'", "replace(permissions_as_given, 'allowance', 'allowanc')",
        "replace(permissions_as_given, 'allowance\":\"0x', 'allowance\":\"0xf')",
    ])
    func `are not passed on where they are damaged, and cost nobody else an answer`(damage: String) throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/leash.db"
            var ids: [String] = []
            do {
                let desk = Desk(try SQLiteLedger(path: path, rules: LedgerRules()))
                ids = try (0..<2).map { _ in try desk.createSession() }
                try desk.ledger.close()
            }
            try Connection(path: path).execute(
                "UPDATE session SET permissions_as_given = \(damage) WHERE number = 1")
            let desk = Desk(try SQLiteLedger(path: path, rules: LedgerRules()))
            let answers = try ids.map { id in
                try desk.ask(Wire.request("session_get", #"{"sessionId":"\#(id)"}"#)).joined()
            }
            #expect(answers[0].contains("store_damaged") && answers[0].contains(ids[0]))
            #expect(answers[1].contains(#""result""#))
            let listed = try desk.ask(Wire.request("session_list")).joined()
            #expect(listed.contains(#""damaged":["\#(ids[0])"]"#))
            #expect(listed.contains(#""sessionId":"\#(ids[1])""#) && !listed.contains(#""sessionId":"\#(ids[0])""#))
        }
    }
}
