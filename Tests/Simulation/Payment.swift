import SessionKeys
import TestSupport

/// An operation within a session: some wei, some tokens, or both, and the gas for it.
struct Payment: Hashable {
    /// What a payment is known by.
    struct Name: Hashable {
        let session: SessionID
        let key: String
    }

    let name: Name
    /// -1 where there is no such call.
    let asked: Amounts
    let isSponsored: Bool
    let settlesAtOnce: Bool

    /// What it takes from the meters.
    var cost: Amounts { Amounts(max(0, asked.x), max(0, asked.y), isSponsored ? 0 : asked.z) }

    var operation: Operation {
        var calls: [Call] = []
        if asked.x >= 0 { calls.append(Call(to: .recipient, value: Amount(asked.x))) }
        if asked.y >= 0 { calls.append(.tokenTransfer(Amount(asked.y))) }
        return Operation(.calls(calls, .make(Amount(asked.z), paymaster: isSponsored ? .paymaster : nil)))
    }
}
