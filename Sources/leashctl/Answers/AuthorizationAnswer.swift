import ControlProtocol
import SessionKeys

/// An authorization, as the session's ledger or the answer to an authorization shows it.
struct AuthorizationAnswer {
    /// One call of it in short.
    struct Call {
        let to: String
        let selector: String?
        let value: Amount
    }

    let id: String
    /// The key that whoever asked for it gave it, where one was given.
    let idempotencyKey: String?
    let state: String
    let outcome: String?
    let debits: [DebitAnswer]
    let reservedSec: Int64?
    let reservedUntilSec: Int64?
    let calls: [Call]
    /// How many more it has, which the ledger does not keep.
    let omittedCalls: Int
    /// The meters as they are afterwards, where the answer shows them.
    let meters: [MeterAnswer]

    /// Reads an authorization.
    init(_ value: JSONValue) {
        id = value.text("authorizationId") ?? "?"
        idempotencyKey = value.filledText("idempotencyKey")
        state = value.text("state") ?? "?"
        outcome = value.text("outcome")
        debits = value.list("debits").map(DebitAnswer.init)
        reservedSec = value.number("reservedSec")
        reservedUntilSec = value.number("reservedUntilSec")
        calls = value.list("calls").map {
            Call(to: $0.text("to") ?? "?", selector: $0.text("selector"), value: $0.amount("value") ?? .zero)
        }
        omittedCalls = Int(clamping: value.number("omittedCalls") ?? 0)
        meters = value.list("meters").map(MeterAnswer.init)
    }
}
