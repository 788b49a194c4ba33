import ControlProtocol
import SessionKeys

/// One rule that an operation fails.
struct ReasonAnswer {
    let code: String
    let message: String
    /// The call that fails, counted from 0.
    let call: Int64?
    /// The permission that the rule belongs to, counted from 0.
    let permission: Int64?
    let requested: Amount?
    let remaining: Amount?

    /// Reads a reason.
    init(_ value: JSONValue) {
        code = value.text("code") ?? "?"
        message = value.text("message") ?? ""
        call = value.number("call")
        permission = value.number("permission")
        requested = value.amount("requested")
        remaining = value.amount("remaining")
    }

    /// The code, where it is one that we know.
    var denial: DenialCode? { DenialCode(rawValue: code) }
}
