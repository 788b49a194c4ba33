import ControlProtocol
import SessionKeys

/// A meter of a session, as an answer shows it.
struct MeterAnswer {
    let type: String
    let address: String?
    let allowance: Amount
    let spent: Amount
    let reserved: Amount
    let remaining: Amount

    /// Reads a meter.
    init(_ value: JSONValue) {
        type = value.text("type") ?? "?"
        address = value.text("address")
        allowance = value.amount("allowance") ?? .zero
        spent = value.amount("spent") ?? .zero
        reserved = value.amount("reserved") ?? .zero
        remaining = value.amount("remaining") ?? .zero
    }
}
