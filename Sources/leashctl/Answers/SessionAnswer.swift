import ControlProtocol
import SessionKeys

/// A session, as the daemon shows it.
struct SessionAnswer {
    let id: String
    let account: String
    let chain: UInt64?
    let keyType: String
    let key: String
    let permissions: [PermissionAnswer]
    /// 0 for never.
    let expirySec: Int64
    let notBeforeSec: Int64
    let gasLimitUnit: String
    let label: String?
    let status: String
    let createdSec: Int64?
    let endedSec: Int64?
    let endReason: String?
    let meters: [MeterAnswer]

    /// Reads a session.
    init(_ value: JSONValue) {
        id = value.text("sessionId") ?? "?"
        account = value.text("account") ?? "?"
        chain = value.chain("chainId")
        keyType = value["key"]?.text("type") ?? "?"
        key = value["key"]?.text("publicKey") ?? "?"
        permissions = value.list("permissions").map(PermissionAnswer.init)
        expirySec = value.number("expirySec") ?? 0
        notBeforeSec = value.number("notBeforeSec") ?? 0
        gasLimitUnit = value.text("gasLimitUnit") ?? "gas"
        label = value.text("label").flatMap { $0.isEmpty ? nil : $0 }
        status = value.text("status") ?? "?"
        createdSec = value.number("createdSec")
        endedSec = value.number("endedSec")
        endReason = value.text("endReason")
        meters = value.list("meters").map(MeterAnswer.init)
    }

    /// Asks the daemon for a session.
    init(of id: String, from client: Client) throws(Failure) { self.init(try Self.result(of: id, from: client)) }

    /// A session as the daemon answers it.
    static func result(of id: String, from client: Client) throws(Failure) -> JSONValue {
        try client.call("session_get") { $0.member("sessionId", string: id) }
    }

    /// What the session's amounts count in.
    var units: MeterUnits { MeterUnits(chain: chain, gasIsWei: gasLimitUnit == GasLimitUnit.wei.rawValue) }
}
