import SessionKeys

/// Messages as texts.
package enum Wire {
    /// The account, the key, the token and the recipient of fixtures.
    package static let account = "\(Address.account)"
    package static let key = "\(Address.key)"
    package static let token = "\(Address.token)"
    package static let recipient = "\(Address.recipient)"

    /// A request; its id is given as JSON.
    package static func request(_ method: String, _ parameters: String = "{}", id: String = "1") -> String {
        #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(parameters)}"#
    }

    /// What creates a session; by default, one of plain transfers of as many wei as anybody needs.
    package static func session(
        _ permissions: String = native("0xffffffffffffffff"), account: String = account, expirySec: Int64 = 0,
        more: String = ""
    ) -> String {
        """
        {"account":"\(account)","chainId":"0x1","key":{"type":"secp256k1","publicKey":"\(key)"},\
        "permissions":[\(permissions)],"expirySec":\(expirySec)\(more)}
        """
    }

    /// A permission to send wei.
    package static func native(_ allowance: String) -> String {
        #"{"type":"native-token-transfer","data":{"allowance":"\#(allowance)"}}"#
    }

    /// An operation that sends wei to somebody.
    package static func transfer(_ value: String = "0x1", within session: String, more: String = "") -> String {
        #"{"sessionId":"\#(session)","calls":[{"to":"\#(recipient)","value":"\#(value)"}]\#(more)}"#
    }

    /// An operation that sends so many wei.
    package static func transfer(of wei: Int, within session: String, more: String = "") -> String {
        transfer(hex(wei), within: session, more: more)
    }

    /// A number as amounts are written.
    package static func hex(_ number: Int) -> String { "0x" + String(number, radix: 16) }
}
