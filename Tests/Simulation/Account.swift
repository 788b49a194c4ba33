import SessionKeys

/// What the model knows of a session.
struct Account {
    let offer: Offer
    /// Its place in the order of creation.
    let number: Int
    var spent = Amounts()
    var reserved = Amounts()
    var open = 0
    var status = SessionStatus.active

    /// What may still be debited; nothing of what was not granted, and nothing once it has ended.
    var remaining: Amounts {
        guard status == .active else { return Amounts() }
        return offer.allowances.replacing(with: 0, where: offer.allowances .< 0) &- spent &- reserved
    }

    /// Whether settled payments have used it up: its gas, or everything else.
    var isUsedUp: Bool {
        if offer.allowances.z > 0, spent.z >= offer.allowances.z { return true }
        return spent.x >= offer.allowances.x && spent.y >= offer.allowances.y
    }

    /// Why nothing may be done now, if nothing may.
    func closed(at moment: Moment, rules: LedgerRules) -> DenialCode? {
        switch status {
        case .revoked: return .sessionRevoked
        case .exhausted: return .sessionExhausted
        case .expired: return .sessionExpired
        case .active: break
        }
        if !moment.isCertain { return .clockUncertain }
        if offer.expirySec > 0, moment.now.seconds >= offer.expirySec - rules.expiryMarginSec { return .sessionExpired }
        return moment.now.seconds < offer.notBeforeSec ? .sessionNotYetValid : nil
    }

    /// Whether the ledger says the same of it.
    func agrees(with session: Session) -> Bool {
        let said = session.readings.reduce(into: (spent: Amounts(), reserved: Amounts())) { said, reading in
            said.spent[reading.kind.lane] = Int(reading.spent.low)
            said.reserved[reading.kind.lane] = Int(reading.reserved.low)
        }
        return session.status == status && session.openReservations == open && said.spent == spent
            && said.reserved == reserved
    }
}
