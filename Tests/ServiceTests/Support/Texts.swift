import ControlProtocol
import Testing

/// Messages as texts.
enum Texts {
    private static let account = "0x1ea5000000000000000000000000000000000001"
    private static let recipient = "0x1ea5000000000000000000000000000000000002"

    static let session = """
        {"account":"\(account)","chainId":"0x1","key":{"type":"contract","publicKey":"\(account)"},\
        "permissions":[{"type":"native-token-transfer","data":{"allowance":"0x64"}}]}
        """

    static func request(_ method: String, _ parameters: String, id: Int = 1) -> String {
        #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(parameters)}"#
    }

    static func transfer(of value: Int = 1, within session: String, more: String = "") -> String {
        let value = "0x" + String(value, radix: 16)
        return #"{"sessionId":"\#(session)","calls":[{"to":"\#(recipient)","value":"\#(value)"}]\#(more)}"#
    }
}

extension Desk {
    /// Creates a session that may send 100 wei, and gives its id.
    func createSession() throws -> String {
        try #require(try request("wallet_createSession", Texts.session)["result"]?["sessionId"]?.string)
    }
}
