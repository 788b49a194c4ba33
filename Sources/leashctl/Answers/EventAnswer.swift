import ControlProtocol

/// Something that happened.
struct EventAnswer {
    let sequence: Int64
    let timeMs: Int64
    let type: String
    let session: String
    let account: String?
    let chain: UInt64?
    let authorization: String?
    let outcome: String?
    let debits: [DebitAnswer]
    let reason: String?

    /// Reads an event; nil where it has no number, and so is none.
    init?(_ value: JSONValue) {
        guard let sequence = value.number("seq") else { return nil }
        self.sequence = sequence
        timeMs = value.number("timeMs") ?? 0
        type = value.text("type") ?? "?"
        session = value.text("sessionId") ?? "?"
        let data = value["data"]
        account = data?.text("account")
        chain = data?.chain("chainId")
        authorization = data?.text("authorizationId")
        outcome = data?.text("outcome")
        debits = data?.list("debits").map(DebitAnswer.init) ?? []
        reason = data?.filledText("reason")
    }
}
