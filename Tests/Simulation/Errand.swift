import SessionKeys
import TestSupport

/// What a client wants done; it asks again, in the same words, until it has an answer.
enum Errand: Hashable {
    case grant(Offer)
    case pay(Payment)
    case settle(AuthorizationID, Settlement.Outcome, gasUsed: Int?)
    case revoke(SessionID)

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
            .settle(SettleRequest(authorization: id, outcome: outcome, actualGasUsed: gasUsed.map(Amount.init(_:))))
        case .revoke(let id): .revoke(RevokeRequest(.session(id)))
        }
    }
}
