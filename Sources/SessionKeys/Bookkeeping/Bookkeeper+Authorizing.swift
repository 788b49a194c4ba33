extension Bookkeeper {
    /// Decides without debiting; the meters are shown as they would be after.
    mutating func check(_ operation: Operation, within id: SessionID) throws(LedgerError) -> Answer {
        guard let session = try store.session(id) else { return .unknownSession(id) }
        let verdict = session.decide(operation, at: moment, expiryMarginSec: rules.expiryMarginSec)
        let meters = session.readings(reserving: verdict.debits)
        return .checked(verdict, meters: meters)
    }

    /// Decides, and debits what it allows (rules 3.4). A key that was used before gets its first answer again.
    mutating func authorize(_ request: AuthorizeRequest) throws(LedgerError) -> Answer {
        guard let session = try store.session(request.session) else { return .unknownSession(request.session) }
        if let key = request.key, let answer = try rememberedAnswer(request, key: key, in: session) { return answer }
        let verdict = session.decide(request.operation, at: moment, expiryMarginSec: rules.expiryMarginSec)
        guard verdict.isAllowed else { return .denied(verdict.reasons) }
        guard request.settle || session.openReservations < rules.reservationLimit else {
            let message =
                "\(session.openReservations) of \(rules.reservationLimit) reservations open; settle some, or let their "
                + "time run out"
            return .denied([Reason(.tooManyReservations, message)])
        }
        return try reserve(verdict, for: request, in: session)
    }

    /// What an earlier use of the key has answered: a conflict, the session's state, a spent key, or the first answer
    /// again. `nil` where the operation is still to be decided (rules 3.5).
    private mutating func rememberedAnswer(
        _ request: AuthorizeRequest, key: OperationKey, in session: Session
    ) throws(LedgerError) -> Answer? {
        let isSameChain = request.operation.isFor(chain: session.definition.chainID)
        guard key.name != nil || isSameChain else { return nil }
        guard let earlier = try store.authorization(of: session.id, knownBy: key) else { return nil }
        if let name = key.name, earlier.key?.content != key.content || !isSameChain {
            return .denied([
                Reason(.idempotencyConflict, "the key \"\(name)\" was used for another operation, \(earlier.id)")
            ])
        }
        if let reason = session.stateReason(at: moment, expiryMarginSec: rules.expiryMarginSec) {
            return .denied([reason])
        }
        guard let outcome = earlier.settlement?.outcome, outcome != .success else {
            return .authorized(earlier, in: session.definition.denomination)
        }
        guard let name = key.name else { return nil }
        let message =
            "the key \"\(name)\" was used for \(earlier.id), which was settled as \(outcome.rawValue); use a new key"
        return .denied([Reason(.alreadySettled, message)])
    }

    private mutating func reserve(
        _ verdict: Verdict, for request: AuthorizeRequest, in session: Session
    ) throws(LedgerError) -> Answer {
        var session = session
        let now = moment.now.seconds
        let id = AuthorizationID(number: try store.nextAuthorizationNumber(), nonce: request.freshNonce)
        session.reserve(verdict.debits)
        if request.settle {
            session.settle(verdict.debits, keeping: verdict.debits)
            session.endIfUsedUp(at: now)
        }
        let authorization = authorization(id, of: verdict, for: request, in: session)
        try store.update(session)
        try store.insert(authorization, at: moment.now)
        if request.settle {
            try append(.settled(id, debits: verdict.debits, outcome: .success), of: session.id)
            try appendEnding(of: session)
        } else {
            try append(.reserved(id, debits: verdict.debits), of: session.id)
        }
        return .authorized(authorization, in: session.definition.denomination)
    }

    /// What is written down of an authorization, with what its session's meters say after it.
    private func authorization(
        _ id: AuthorizationID, of verdict: Verdict, for request: AuthorizeRequest, in session: Session
    ) -> Authorization {
        let (now, readings) = (moment.now.seconds, session.readings)
        return Authorization(
            id: id, session: session.id, key: request.key, reservedSec: now,
            reservedUntilSec: request.settle ? nil : now + rules.reservationSec, debits: verdict.debits,
            calls: verdict.calls.prefix(Authorization.callLimit).map(\.summary),
            omittedCalls: max(0, verdict.calls.count - Authorization.callLimit), meters: readings,
            settlement: request.settle
                ? Settlement(
                    outcome: .success, actualGasUsed: nil, settledSec: now, debits: verdict.debits, meters: readings)
                : nil)
    }
}
