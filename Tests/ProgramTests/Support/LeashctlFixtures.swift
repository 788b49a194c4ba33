import TestSupport

/// Answers of a daemon to render, and what a command is given.
enum LeashctlFixtures {
    static let account = "0x" + String(repeating: "ab", count: 20)
    static let key = "0x" + String(repeating: "cd", count: 20)
    static let token = "0x" + String(repeating: "77", count: 20)
    static let usdc = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"
    static let id = "0x3f2a9c00000000000000000000000001"
    static let authorization = "0x00000000000000070102030405060708"

    /// What defines a session by flags, all but its permissions.
    static let definition = ["create", "--account", account, "--key", key, "--chain", "1"]

    /// A session with four allowances; its expiry is 2100-01-01.
    static func session(
        id: String = id, label: String = "", status: String = "active", gasLimitUnit: String = "gas"
    ) -> String {
        """
        {"sessionId":"\(id)","account":"\(account)","chainId":"0x1","key":{"type":"secp256k1","publicKey":"\(key)"},\
        "permissions":[{"type":"native-token-transfer","data":{"allowance":"0x6f05b59d3b20000"}},\
        {"type":"erc20-token-transfer","data":{"address":"\(usdc)","allowance":"0x5f5e100"}},\
        {"type":"functions-on-contract","data":{"address":"\(token)","functions":["0xa9059cbb","0x12345678"]}},\
        {"type":"gas-limit","data":{"limit":"0x1e8480"}}],"expirySec":4102444800,"notBeforeSec":0,\
        "gasLimitUnit":"\(gasLimitUnit)","label":"\(label)","status":"\(status)","createdSec":1700000000,\
        "meters":\(meters)}
        """
    }

    static let meters = """
        [{"type":"native-token-transfer","allowance":"0x6f05b59d3b20000","spent":"0x0",\
        "reserved":"0x16345785d8a0000","remaining":"0x58d15e176280000"},\
        {"type":"erc20-token-transfer","address":"\(usdc)","allowance":"0x5f5e100","spent":"0x5b8d800",\
        "reserved":"0x0","remaining":"0x3d0900"},\
        {"type":"gas-limit","allowance":"0x1e8480","spent":"0x0","reserved":"0x0","remaining":"0x1e8480"}]
        """

    static let reasons = """
        [{"code":"token_allowance_exceeded","message":"150000000 are asked for and 4000000 remain","call":0,\
        "permission":1,"requested":"0x8f0d180","remaining":"0x3d0900"}]
        """

    /// As much of a status as it takes to be well.
    static let status = #"{"version":"0.1.0","clock":{"certain":true},"store":{"failing":false}}"#

    static func event(_ number: Int) -> String {
        """
        {"seq":\(number),"timeMs":1700000000\(100 + number),"type":"authorization_settled","sessionId":"\(id)",\
        "data":{"authorizationId":"\(authorization)","outcome":"success","debits":[{"type":"erc20-token-transfer",\
        "address":"\(usdc)","amount":"0x3d0900"}]}}
        """
    }

    /// Runs leashctl against a daemon that answers by a script.
    static func transcript(
        _ arguments: [String], at socket: String = "control.sock", input: String = "",
        environment: [String: String] = [:], outputPath: String? = nil, shell: String? = nil,
        script: @escaping FakeDaemon.Script
    ) throws -> (run: LeashctlProcess, asked: [String]) {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/\(socket)"
            let daemon = FakeDaemon(path: path, script: script)
            defer { daemon.stop() }
            let run = try LeashctlProcess(
                arguments, socket: path, input: input, environment: environment, outputPath: outputPath, shell: shell)
            return (run, daemon.asked)
        }
    }
}
