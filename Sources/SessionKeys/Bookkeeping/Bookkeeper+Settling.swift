extension Bookkeeper {
    /// Settles an authorization once; the same again gives the same again (rules 3.4).
    mutating func settle(_ request: SettleRequest) throws(LedgerError) -> Answer {
        guard var authorization = try store.authorization(request.authorization) else {
            return .unknownAuthorization(request.authorization)
        }
        if authorization.hasRunOut(at: moment.now) { authorization = try settleByTime(authorization) }
        let session = try session(of: authorization)
        if let settlement = authorization.settlement {
            guard settlement.outcome == request.outcome, settlement.actualGasUsed == request.actualGasUsed else {
                let message = refusal(of: request, for: authorization, settledAs: settlement)
                return .denied([Reason(.alreadySettled, message)], within: session.id)
            }
            return .settled(authorization, settlement, in: session.definition.denomination)
        }
        let settlement = try settle(
            &authorization, in: session, as: request.outcome, actualGasUsed: request.actualGasUsed,
            settledSec: moment.now.seconds)
        return .settled(authorization, settlement, in: session.definition.denomination)
    }

    /// Why an authorization that is settled is not settled in another way.
    private func refusal(
        of request: SettleRequest, for authorization: Authorization, settledAs settlement: Settlement
    ) -> String {
        let date = CivilDate(unixSeconds: settlement.settledSec)
        guard authorization.reservedUntilSec != settlement.settledSec else {
            return "\(authorization.id) was not settled before \(date), and counts as spent since"
        }
        let settled = "\(authorization.id) was settled as \(settlement.outcome.rawValue) at \(date)"
        guard settlement.outcome == request.outcome else { return settled }
        return settled + (settlement.actualGasUsed.map { ", with actualGasUsed \($0)" } ?? ", without actualGasUsed")
    }

    /// A reservation that nobody settled in time counts as spent, as much as was reserved.
    mutating func settleByTime(_ authorization: Authorization) throws(LedgerError) -> Authorization {
        guard let reservedUntilSec = authorization.reservedUntilSec else { return authorization }
        var authorization = authorization
        let session = try session(of: authorization)
        _ = try settle(&authorization, in: session, as: .success, actualGasUsed: nil, settledSec: reservedUntilSec)
        return authorization
    }

    private mutating func session(of authorization: Authorization) throws(LedgerError) -> Session {
        guard let session = try store.session(authorization.session) else {
            throw LedgerError.corrupt("the authorization \(authorization.id) belongs to no session")
        }
        return session
    }

    private mutating func settle(
        _ authorization: inout Authorization, in session: Session, as outcome: Settlement.Outcome,
        actualGasUsed: Amount?, settledSec: Int64
    ) throws(LedgerError) -> Settlement {
        var session = session
        guard session.holds(authorization.debits) else {
            throw LedgerError.corrupt("session \(session.id) does not hold what \(authorization.id) has reserved")
        }
        try endIfExpired(&session, by: settledSec)
        let hadEnded = session.ending != nil
        let kept = outcome.kept(
            of: authorization.debits, actualGasUsed: actualGasUsed, unit: session.definition.gasLimitUnit)
        session.settle(authorization.debits, keeping: kept)
        session.endIfUsedUp(at: settledSec)
        let settlement = Settlement(
            outcome: outcome, actualGasUsed: actualGasUsed, settledSec: settledSec, debits: kept,
            meters: session.readings)
        authorization.settle(settlement)
        try store.update(session)
        try store.update(authorization)
        try append(.settled(authorization.id, debits: kept, outcome: outcome), of: session.id)
        if !hadEnded { try appendEnding(of: session) }
        return settlement
    }
}
