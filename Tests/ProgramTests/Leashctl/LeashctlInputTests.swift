import Descriptors
import TestSupport
import Testing

/// What is told of a file whose content is at fault.
struct LeashctlInputTests {
    typealias Fixtures = LeashctlFixtures

    private static let authorize = ["authorize", Fixtures.id, "--operation"]

    @Test(arguments: [
        (["create"], "[]", "a session is defined by one JSON object: account, chainId, key, permissions and so on\n"),
        (["create"], #"{"method":"wallet_createSession"}"#, "its request has no params\n"),
        (["create"], #"{"account":"#, ""),
        (authorize, "{}", "an operation is a JSON object with calls or userOperation, or a list of calls\n"),
        (authorize, #"{"sessionId":"0x9","calls":[]}"#, #"it names the session "0x9", and not 0x3f2a9c"#),
        (authorize, #"{"method":"session_get","params":{}}"#, #"it asks "session_get", and not session_authorize"#),
    ])
    func `the file is named`(arguments: [String], content: String, words: String) throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/given.json"
            try File.write(Array(content.utf8), to: path, mode: 0o600)
            let (run, asked) = try Fixtures.transcript(arguments + [path]) { _, _ in [.result("{}")] }
            #expect(run.status == 2 && asked.isEmpty)
            #expect(run.complaints.hasPrefix("leashctl: \(path): \(words)"), "\(run.complaints)")
        }
    }
}
