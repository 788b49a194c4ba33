extension Session {
    /// Whether nothing that the session grants can be done any more, by settled amounts (rules 4.2).
    ///
    /// Asked after every settlement and never at creation.
    var isUsedUp: Bool {
        let grant = definition.grant
        if let gas = grant.gasMeter, !meters[gas].allowance.isZero, meters[gas].isUsedUp { return true }
        return grant.isMeteredThroughout && meters.allSatisfy { $0.kind == .gas || $0.isUsedUp }
    }
}
