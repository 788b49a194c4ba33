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
        label = value.filledText("label")
        status = value.text("status") ?? "?"
        createdSec = value.number("createdSec")
        endedSec = value.number("endedSec")
        endReason = value.filledText("endReason")
        meters = value.list("meters").map(MeterAnswer.init)
    }

    /// Asks the daemon for a session.
    init(of id: String, from client: Client) throws(Failure) {
        self.init(try Self.result(of: id, from: client))
        guard self.id == id else { throw .misunderstood("another session than was asked for") }
    }

    /// The session that an answer is about; nil where it cannot be read, which is told and hides nothing of that
    /// answer.
    static func ifReadable(_ id: String, from client: Client) -> SessionAnswer? {
        do throws(Failure) {
            return try SessionAnswer(of: id, from: client)
        } catch {
            Output.complain("leashctl: the session could not be read: \(error)")
            return nil
        }
    }

    /// A session as the daemon answers it.
    static func result(of id: String, from client: Client) throws(Failure) -> JSONValue {
        try client.call(.getSession) { $0.member("sessionId", string: id) }
    }

    /// Whether nothing passes in it any more.
    var hasEnded: Bool { SessionStatus(rawValue: status).map { $0 != .active } ?? false }

    /// The permission that a rule belongs to.
    func permission(of reason: ReasonAnswer) -> PermissionAnswer? {
        guard let index = reason.permission, permissions.indices.contains(Int(index)) else { return nil }
        return permissions[Int(index)]
    }

    /// What the session's amounts count in.
    var units: Denomination { Denomination(chain: chain, gasLimitUnit: GasLimitUnit(rawValue: gasLimitUnit)) }
}
