import ControlProtocol
import TestSupport
import Testing

/// Callers cannot get more out of an encoding that a chain would read in another way.
struct DaemonCallDataTests {
    /// A batch of one transfer of a wei, as the account's signer encodes it.
    private static let batch: [String] = [
        "8dd7712f", "34fcd5be", word("20"), word("1"), word("20"), word("1ea5000000000000000000000000000000000004"),
        word("1"), word("60"), word("0"),
    ]

    private static func word(_ digits: String) -> String { String(repeating: "0", count: 64 - digits.count) + digits }

    @Test func `truncated and non-canonical encodings are denied, and nothing is debited`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            let whole = Self.batch.joined()
            #expect(try code(of: whole, session, client) == "allow")
            #expect(try code(of: whole + "c0ffee", session, client) == "allow")
            let truncated = [8, 32, 64, 96, 160, 224].map { String(whole.dropLast($0)) }
            let others = [(2, "21"), (2, "40"), (3, "2"), (4, "0"), (4, "40"), (7, "80"), (8, "1")].map {
                index, digits in
                var words = Self.batch
                words[index] = Self.word(digits)
                return words.joined()
            }
            var dirty = Self.batch
            dirty[5] = "01" + dirty[5].dropFirst(2)
            var huge = Self.batch
            huge[3] = String(repeating: "f", count: 64)
            for callData in truncated + others + [dirty.joined(), huge.joined(), "8dd7712f", "8dd7712f34fc"] {
                #expect(try code(of: callData, session, client) == "calldata_malformed", "\(callData)")
            }
            let failure = try client.failure("session_check", operation(whole.dropLast(), session))
            #expect(failure.number == -32602 && failure.path == "userOperation.callData")
            #expect(failure.message.contains("even number"), "\(failure)")
            #expect(try client.session(session)["meters"]?[0]?["reserved"]?.string == "0x1")
            #expect(try client.lastEvent() == 2)
        }
    }

    private func operation(_ callData: some StringProtocol, _ session: String) -> String {
        let fields = #"{"sender":"\#(Wire.account)","nonce":"0x0","callData":"0x\#(callData)"}"#
        return #"{"sessionId":"\#(session)","userOperation":\#(fields)}"#
    }

    /// What becomes of a user operation: `allow`, or the code of its denial. The one that is whole is authorized, once.
    private func code(of callData: String, _ session: String, _ client: Client) throws -> String? {
        let parameters = operation(callData, session)
        let checked = try client.result("session_check", parameters)
        guard checked["decision"]?.string == "deny" else {
            if callData == Self.batch.joined() { try client.result("session_authorize", parameters) }
            return checked["decision"]?.string
        }
        let failure = try client.failure("session_authorize", parameters)
        #expect(failure.number == 4100 && failure.code == checked["code"]?.string)
        return failure.code
    }
}
