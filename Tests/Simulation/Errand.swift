import SessionKeys
import TestSupport

/// Wei, base units of the token, gas: plain numbers, so that the model reckons with nothing of what it judges.
typealias Amounts = SIMD3<Int>

/// What a client wants done; it asks again, in the same words, until it has an answer.
enum Errand: Hashable {
    case grant(Offer)
    case pay(Payment)
    case settle(AuthorizationID, Settlement.Outcome, gasUsed: Int?)
    case revoke(SessionID)
}

/// A session to be granted. An allowance of -1 grants nothing of its kind.
struct Offer: Hashable {
    let key: String
    let allowances: Amounts
    let expirySec: Int64
    let notBeforeSec: Int64

    var definition: SessionDefinition {
        var permissions = [Permission.gasLimit(amount(allowances.z))]
        if allowances.x >= 0 { permissions.append(.nativeTokenTransfer(allowance: amount(allowances.x))) }
        if allowances.y >= 0 {
            permissions.append(.erc20TokenTransfer(token: .token, allowance: amount(allowances.y)))
        }
        // Beside another allowance, plain transfers have to be granted by name.
        if allowances.x >= 0, allowances.y >= 0 { permissions.append(.functionsOnAllContracts([.plainTransfer])) }
        return .make(permissions, expirySec: expirySec, notBeforeSec: notBeforeSec)
    }
}

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
        if asked.x >= 0 { calls.append(Call(to: .recipient, value: amount(asked.x))) }
        if asked.y >= 0 { calls.append(.tokenTransfer(amount(asked.y))) }
        return Operation(.calls(calls, .make(amount(asked.z), paymaster: isSponsored ? .paymaster : nil)))
    }
}

extension Errand {
    /// The errand in the words of the ledger, with a number that nobody had before.
    func request(fresh: UInt64) -> Request {
        switch self {
        case .grant(let offer): .create(.make(offer.definition, key: offer.key, freshID: SessionID(UInt128(fresh))))
        case .pay(let payment):
            .authorize(
                .make(
                    payment.operation, within: payment.name.session, named: payment.name.key,
                    settle: payment.settlesAtOnce, freshNonce: fresh))
        case .settle(let id, let outcome, let gasUsed):
            .settle(SettleRequest(authorization: id, outcome: outcome, actualGasUsed: gasUsed.map(amount)))
        case .revoke(let id): .revoke(RevokeRequest(.session(id)))
        }
    }
}

private func amount(_ number: Int) -> Amount { Amount(low: UInt128(number)) }
