/// One rule that an operation fails. A class, so that "no reason", which most rules come to, is one word to hand on.
package final class Reason: Sendable {
    /// What programs read.
    package let code: DenialCode
    /// What was asked, what is allowed, and what would pass.
    package let message: String
    /// The call that fails, counted from 0.
    package let call: Int?
    /// The permission that the rule belongs to, as an index.
    package let permission: Int?
    /// What was asked for, in the unit of the permission that it exceeds.
    package let requested: Amount?
    /// What that permission has left, in the same unit.
    package let remaining: Amount?

    /// A reason; what does not apply is left out.
    package init(
        _ code: DenialCode, _ message: String, call: Int? = nil, permission: Int? = nil, requested: Amount? = nil,
        remaining: Amount? = nil
    ) {
        self.code = code
        self.message = message
        self.call = call
        self.permission = permission
        self.requested = requested
        self.remaining = remaining
    }
}

extension Reason: Equatable {
    /// Whether both say the same.
    package static func == (left: Reason, right: Reason) -> Bool {
        left.code == right.code && left.message == right.message && left.call == right.call
            && left.permission == right.permission && left.requested == right.requested
            && left.remaining == right.remaining
    }
}
