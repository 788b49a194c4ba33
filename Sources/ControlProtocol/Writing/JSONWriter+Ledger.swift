package import SessionKeys

/// The ledger's values as answers carry them (protocol.md, Methods).
extension JSONWriter {
    /// An address as a member.
    package mutating func member(_ name: StaticString, address: Address) {
        member(name, digits: 40) { address.appendDigits(to: &$0) }
    }

    /// A session's id as a member.
    package mutating func member(_ name: StaticString, session id: SessionID) {
        member(name, digits: 32) { id.appendDigits(to: &$0) }
    }

    /// An authorization's id as a member.
    package mutating func member(_ name: StaticString, authorization id: AuthorizationID) {
        member(name, digits: 32) { id.appendDigits(to: &$0) }
    }

    private mutating func kind(_ kind: Meter.Kind) {
        member("type", word: kind.permissionType)
        if let token = kind.token { member("address", address: token) }
    }

    /// What was debited from each meter.
    package mutating func member(_ name: StaticString, debits: [Debit]) {
        array(name) { list in
            for debit in debits {
                list.object { object in
                    object.kind(debit.kind)
                    object.member("amount", amount: debit.amount)
                }
            }
        }
    }

    /// What the meters of a session say.
    package mutating func member(_ name: StaticString, meters: [MeterReading]) {
        array(name) { list in
            for meter in meters {
                list.object { object in
                    object.kind(meter.kind)
                    object.member("allowance", amount: meter.allowance)
                    object.member("spent", amount: meter.spent)
                    object.member("reserved", amount: meter.reserved)
                    object.member("remaining", amount: meter.remaining)
                }
            }
        }
    }

    /// What speaks against an operation.
    package mutating func member(_ name: StaticString, reasons: [Reason]) {
        array(name) { list in
            for reason in reasons { list.object { $0.fields(of: reason) } }
        }
    }

    private mutating func fields(of reason: Reason) {
        member("code", word: reason.code)
        member("message", string: reason.message)
        if let call = reason.call { member("call", integer: call) }
        if let permission = reason.permission { member("permission", integer: permission) }
        if let requested = reason.requested { member("requested", amount: requested) }
        if let remaining = reason.remaining { member("remaining", amount: remaining) }
    }

    /// What the administrator should know of what was granted.
    package mutating func member(_ name: StaticString, warnings: [GrantWarning]) {
        array(name) { list in
            for warning in warnings {
                list.object { object in
                    object.member("code", word: warning.code)
                    object.member("message", string: warning.message)
                }
            }
        }
    }

    /// A chain as a member.
    package mutating func member(_ name: StaticString, chainID: UInt64) { member(name, quantity: chainID) }
}
