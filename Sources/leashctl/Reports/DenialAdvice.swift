import SessionKeys

/// What would pass instead of something that was denied.
struct DenialAdvice {
    /// Nil where it is not known.
    let session: SessionAnswer?
    /// What was denied.
    let operation: OperationMembers

    /// A sentence; nil where the daemon's own message says it all.
    func text(for reason: ReasonAnswer) -> String? {
        switch reason.denial {
        case .sessionRevoked, .sessionExpired, .sessionExhausted:
            "nothing passes in this session any more: grant a new one (leashctl create)"
        case .sessionNotYetValid:
            session.map { "the same again from \(CivilDate(unixSeconds: $0.notBeforeSec)) on" }
        case .clockUncertain: "the same again, once the clock is right again or leashctl confirm-clock has confirmed it"
        case .wrongChain: session?.chain.map { "the same with --chain \($0), the session's chain" }
        case .wrongAccount: session.map { "an operation of \($0.account), the session's account" }
        case .nativeAllowanceExceeded, .tokenAllowanceExceeded, .gasLimitExceeded: upTo(reason)
        case .gasUnspecified:
            session?.denomination.gasLimitUnit == .wei
                ? "the same with all its gas numbers and --max-fee-per-gas, or with --paymaster"
                : "the same with all its gas numbers (--call-gas and its like), or with --paymaster"
        case .targetNotAllowed where isPlainTransferToListedOnly(reason):
            "the same in a session with \(Selector.plainTransfer) in functions-on-all-contracts "
                + "(leashctl create --everywhere \(Selector.plainTransfer))"
        case .tokenCallNotAllowed: "transfer or approve of this token, which its allowance counts"
        case .accountFunctionNotAllowed where grantsAccountFunctionsInVain:
            "what \(PermissionType.accountFunctions.rawValue) lists, in a session without a token allowance"
        case .targetNotAllowed, .selectorNotAllowed, .targetForbidden, .selectorMissing, .accountFunctionNotAllowed,
            .nativeValueNotAllowed:
            session == nil ? nil : "a call within what the session may do, below"
        case .tooManyReservations: "the same again after some authorizations have been settled (leashctl settle)"
        default: nil
        }
    }

    /// The units that a reason's amounts count in.
    func unit(of reason: ReasonAnswer) -> Unit {
        let denomination = session?.denomination ?? .unknown
        if let permission = session?.permission(of: reason) {
            return denomination.unit(of: permission.name, address: permission.address)
        }
        guard reason.denial != .tokenAllowanceExceeded else { return .base }
        let type: PermissionType = reason.denial == .gasLimitExceeded ? .gasLimit : .nativeTokenTransfer
        return denomination.unit(of: type.rawValue, address: nil)
    }

    /// Whether the session may send value, but only to what its other permissions list.
    private func isPlainTransferToListedOnly(_ reason: ReasonAnswer) -> Bool {
        guard let call = reason.call, operation.isPlainTransfer(at: call) else { return false }
        return session?.permissions.contains { $0.type == .nativeTokenTransfer } ?? false
    }

    /// Whether the session lists functions of the account, which a token allowance keeps from passing.
    private var grantsAccountFunctionsInVain: Bool {
        guard let session, session.hasTokenAllowance else { return false }
        return session.permissions.contains { $0.type == .accountFunctions }
    }

    private func upTo(_ reason: ReasonAnswer) -> String? {
        guard let remaining = reason.remaining else { return nil }
        if remaining.isZero { return "nothing more of it: this allowance has nothing left" }
        return "at most \(unit(of: reason).text(remaining)) more"
    }
}
