/// Messages as texts.
enum Wire {
    static let account = "0x1ea5000000000000000000000000000000000001"
    static let key = "0x1ea5000000000000000000000000000000000002"
    static let token = "0x1ea5000000000000000000000000000000000003"
    static let recipient = "0x1ea5000000000000000000000000000000000004"

    static func request(_ method: String, _ parameters: String = "{}", id: String = "1") -> String {
        #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(parameters)}"#
    }

    /// What creates a session; by default, one of plain transfers of as many wei as anybody needs.
    static func session(
        _ permissions: String = native("0xffffffffffffffff"), account: String = account, expirySec: Int64 = 0,
        more: String = ""
    ) -> String {
        """
        {"account":"\(account)","chainId":"0x1","key":{"type":"secp256k1","publicKey":"\(key)"},\
        "permissions":[\(permissions)],"expirySec":\(expirySec)\(more)}
        """
    }

    static func native(_ allowance: String) -> String {
        #"{"type":"native-token-transfer","data":{"allowance":"\#(allowance)"}}"#
    }

    /// An operation that sends wei to somebody.
    static func transfer(_ value: String = "0x1", within session: String, more: String = "") -> String {
        #"{"sessionId":"\#(session)","calls":[{"to":"\#(recipient)","value":"\#(value)"}]\#(more)}"#
    }

    /// A number as amounts are answered.
    static func hex(_ number: Int) -> String { "0x" + String(number, radix: 16) }
}
