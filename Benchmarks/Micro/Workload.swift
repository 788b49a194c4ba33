import ControlProtocol
import SessionKeys

/// The messages of the load generator: USDC transfers as calls and as user operations, over many sessions.
struct Workload {
    static let account = "5acc5acc5acc5acc5acc5acc5acc5acc5acc5acc"
    static let token = "833589fcd6edb6e08f4c7c32d4f71b54bda02913"
    private static let gas = #""preVerificationGas":"0xc350","verificationGasLimit":"0x186a0","callGasLimit":"0x186a0""#

    let sessions: [SessionID]
    private let isOfUserOperations: Bool
    private var count: UInt64 = 0

    /// Requests on the sessions: every second one is a user operation, or each of them.
    init(sessions: [SessionID], isOfUserOperations: Bool) {
        self.sessions = sessions
        self.isOfUserOperations = isOfUserOperations
    }

    /// The definition that every session is granted by.
    static func creation(number: Int) -> String {
        """
        {"jsonrpc":"2.0","id":\(number),"method":"wallet_createSession","params":[{"account":"0x\(account)",\
        "chainId":"0x2105","expirySec":2000000000,\
        "key":{"publicKey":"0x7777777777777777777777777777777777777777","type":"secp256k1"},"permissions":[\
        {"type":"erc20-token-transfer","data":{"address":"0x\(token)","allowance":"0xffffffffffffffffffff"}},\
        {"type":"gas-limit","data":{"limit":"0xffffffffffffffffffff"}}]}]}
        """
    }

    /// The next request.
    mutating func next(_ method: String) -> [UInt8] {
        count += 1
        let session = sessions[Int((count &* 0x9E37_79B9_7F4A_7C15) >> 33) % sessions.count]
        let number = Self.digits(count, 16)
        let key = method == "session_authorize" ? #","idempotencyKey":"a-run-of-its-own-\#(number)""# : ""
        let head =
            #"{"jsonrpc":"2.0","id":1\#(number.dropFirst(8).filter(\.isNumber)),"method":"\#(method)","params":[{"sessionId":"\#(session)","chainId":"0x2105""#
        let body = isOfUserOperations || count.isMultiple(of: 2) ? userOperation(number) : calls(number)
        return Array("\(head)\(body)\(key)}]}\n".utf8)
    }

    private func transfer(_ number: String) -> String {
        "a9059cbb0000000000000000000000005afe5afe\(number)\(number)"
            + "000000000000000000000000000000000000000000000000000000000000000f"
    }

    private func calls(_ number: String) -> String {
        #","calls":[{"to":"0x\#(Self.token)","value":"0x0","data":"0x\#(transfer(number))"}],"gas":{\#(Self.gas)}"#
    }

    private func userOperation(_ number: String) -> String {
        let padding = String(repeating: "0", count: 24)
        let call =
            "8dd7712fb61d27f6\(padding)\(Self.token)\(Self.digits(0, 64))\(Self.digits(0x60, 64))\(Self.digits(0x44, 64))"
            + transfer(number) + Self.digits(0, 56)
        return
            #","userOperation":{"sender":"0x\#(Self.account)","nonce":"0x1\#(number)","callData":"0x\#(call)",\#(Self.gas),"#
            + #""maxFeePerGas":"0x3b9aca00","maxPriorityFeePerGas":"0xf4240"}"#
    }

    private static func digits(_ number: UInt64, _ width: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: width - digits.count) + digits
    }
}
