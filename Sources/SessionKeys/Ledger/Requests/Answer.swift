/// What the ledger says. Denied, failed and unknown are different things: a failure is a `LedgerError`, the rest is
/// here. Indirect, because an answer is handed on more often than it is looked into.
package indirect enum Answer: Equatable, Sendable {
    case created(SessionID, chainID: UInt64, warnings: [GrantWarning])
    case invalid(ValueFault)
    case checked(Verdict, meters: [MeterReading])
    case authorized(Authorization, in: Denomination)
    case settled(Authorization, Settlement, in: Denomination)
    case revoked([SessionID])
    /// Why, and within which session, where the request does not name that itself.
    case denied([Reason], within: SessionID? = nil)
    case unknownSession(SessionID)
    case unknownAuthorization(AuthorizationID)
    case session(SessionRecord)
    case sessions(Page<ListedSession>)
    case authorizations(Page<Authorization>)
    case events([Event], last: Int64)
}
