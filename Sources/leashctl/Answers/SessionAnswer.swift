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
    /// The same as it was given, to be searched.
    let givenLabel: String?
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
        label = value.filledText("label")
        givenLabel = value["label"]?.string
        status = value.text("status") ?? "?"
        createdSec = value.number("createdSec")
        endedSec = value.number("endedSec")
        endReason = value.filledText("endReason")
        meters = value.list("meters").map(MeterAnswer.init)
    }

    /// Whether nothing passes in it any more.
    var hasEnded: Bool { SessionStatus(rawValue: status).map { $0 != .active } ?? false }

    /// The permission that a rule belongs to.
    func permission(of reason: ReasonAnswer) -> PermissionAnswer? {
        guard let index = reason.permission, permissions.indices.contains(Int(index)) else { return nil }
        return permissions[Int(index)]
    }

    /// What the session's amounts count in.
    var denomination: Denomination { Denomination(chain: chain, gasLimitUnit: GasLimitUnit(rawValue: gasLimitUnit)) }
}
