import ControlProtocol
import SessionKeys

/// What an operation takes from one meter.
struct DebitAnswer {
    let type: String
    let address: String?
    let amount: Amount

    /// Reads a debit.
    init(_ value: JSONValue) {
        type = value.text("type") ?? "?"
        address = value.text("address")
        amount = value.amount("amount") ?? .zero
    }
}
