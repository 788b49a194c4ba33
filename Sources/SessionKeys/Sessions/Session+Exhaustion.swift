extension Session {
    /// Ends the session, where it is active, once its settled amounts leave nothing to do: asked after every settlement
    /// and never at creation (rules 4.2).
    mutating func endIfUsedUp(at second: Int64) {
        guard ending == nil, isUsedUp else { return }
        end(Ending(.exhausted, endedSec: second))
    }

    /// Whether nothing that the session grants can be done any more, by settled amounts.
    var isUsedUp: Bool {
        let grant = definition.grant
        if let gas = grant.gasMeter, !meters[gas].allowance.isZero, meters[gas].isUsedUp { return true }
        return grant.isMeteredThroughout && meters.allSatisfy { $0.kind == .gas || $0.isUsedUp }
    }
}
