/// What somebody wants to do within a session (rules 2.1).
package struct Operation: Hashable, Sendable {
    /// The two forms that an operation comes in; indirect, because it is handed on more often than it is looked into.
    package indirect enum Body: Hashable, Sendable {
        case calls([Call], Gas)
        case userOperation(UserOperation)
    }

    /// What is to be done.
    package let body: Body
    /// The chain that was named, if one was; else it is the session's.
    package let chainID: UInt64?

    /// An operation on a chain.
    package init(_ body: Body, chainID: UInt64? = nil) {
        self.body = body
        self.chainID = chainID
    }

    /// Whether it is for this chain; one that names none is.
    func isFor(chain: UInt64) -> Bool { chainID == nil || chainID == chain }

    /// What it names of its gas, in either form.
    package var gas: Gas {
        switch body {
        case .calls(_, let gas): gas
        case .userOperation(let operation): operation.gas
        }
    }

    /// Whether the content stands in for a missing idempotency key.
    package var isUserOperation: Bool {
        if case .userOperation = body { true } else { false }
    }

    /// What makes two requests the same (rules 3.5): parsed values, `settle` included. The chain is compared by itself,
    /// because an absent one is the session's.
    package func content(settle: Bool) -> [UInt8] {
        var content = ContentWriter()
        content.append(settle ? 1 as UInt64 : 0)
        switch body {
        case .calls(let calls, let gas):
            content.append(UInt64(calls.count) + 1)
            for call in calls {
                content.append(call.to)
                content.append(call.value)
                content.append(call.data)
            }
            gas.append(to: &content)
        case .userOperation(let operation):
            content.append(0 as UInt64)
            content.append(operation.sender)
            content.append(operation.nonce)
            content.append(operation.callData)
            operation.gas.append(to: &content)
            content.append(operation.otherContent[...])
        }
        return content.bytes
    }
}
