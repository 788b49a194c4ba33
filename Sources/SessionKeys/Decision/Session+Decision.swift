extension Session {
    /// Decides whether the operation is within the session (rules 2): pure, and the only place where it is decided.
    ///
    /// - Parameters:
    ///   - operation: what is asked for.
    ///   - moment: the believed time, and whether the clock may be believed at all.
    ///   - expiryMarginSec: how long before its expiry the session takes nothing any more.
    /// - Returns: every reason against it, in the normative order, or the debits of an allowed operation.
    package func decide(_ operation: Operation, at moment: Moment, expiryMarginSec: Int64) -> Verdict {
        var reasons: [Reason] = []
        if let reason = stateReason(at: moment, expiryMarginSec: expiryMarginSec) { reasons.append(reason) }
        judgeChainAndSender(of: operation, &reasons)

        judgeContext(of: operation, &reasons)
        let decoded = decode(operation, &reasons)

        var rules = CallRules(definition: definition, entry: decoded?.entry ?? .batch)
        var counting = Counting()
        let calls = decoded?.calls ?? []
        for (index, call) in calls.enumerated() {
            if let reason = rules.judge(call, at: index) {
                reasons.append(reason)
                counting.addValue(of: call)
            } else {
                counting.add(call, at: index, within: self)
            }
        }
        counting.addGas(operation.gas, within: self)
        counting.judge(&reasons, within: self)
        return Verdict(
            reasons: reasons, debits: reasons.isEmpty ? counting.takeDebits(within: self) : [], calls: calls)
    }

    /// A time as a person reads it.
    private func date(_ seconds: Int64) -> CivilDate { CivilDate(unixSeconds: seconds) }

    /// Why the session takes nothing now: its status once it has ended, else the time (rules 2.3); `nil` where it does.
    func stateReason(at moment: Moment, expiryMarginSec: Int64) -> Reason? {
        if let ending {
            return switch ending.cause {
            case .revoked: Reason(.sessionRevoked, "the session was revoked at \(date(ending.endedSec))")
            case .exhausted: Reason(.sessionExhausted, "the session was used up at \(date(ending.endedSec))")
            case .expired: Reason(.sessionExpired, "the session expired at \(date(ending.endedSec))")
            }
        }
        guard moment.isCertain else {
            return Reason(
                .clockUncertain,
                "the clock stepped further than the time since boot explains; an administrator confirms the new time")
        }
        let now = moment.now.seconds
        if definition.expirySec != 0, now >= definition.expirySec - expiryMarginSec {
            return Reason(.sessionExpired, expiryText(at: now, expiryMarginSec))
        }
        if now < definition.notBeforeSec {
            return Reason(
                .sessionNotYetValid, "it is \(date(now)), and the session starts at \(date(definition.notBeforeSec))")
        }
        return nil
    }

    private func expiryText(at now: Int64, _ marginSec: Int64) -> String {
        let expiry = date(definition.expirySec)
        guard now < definition.expirySec else {
            return "it is \(date(now)), and the session takes nothing from \(expiry) on"
        }
        return "it is \(date(now)), and the session, which expires at \(expiry), takes nothing in the last "
            + "\(DurationText.write(.seconds(marginSec))) before that (ExpiryMarginSec=)"
    }

    private func judgeChainAndSender(of operation: Operation, _ reasons: inout [Reason]) {
        if let chainID = operation.chainID, !operation.isFor(chain: definition.chainID) {
            reasons.append(
                Reason(.wrongChain, "asked for chain \(chainID); the session is for chain \(definition.chainID)"))
        }
        if case .userOperation(let userOperation) = operation.body, userOperation.sender != definition.account {
            reasons.append(
                Reason(
                    .wrongAccount,
                    "the sender is \(userOperation.sender); the session's account is \(definition.account)"))
        }
    }

    private func judgeContext(of operation: Operation, _ reasons: inout [Reason]) {
        if case .userOperation(let userOperation) = operation.body, definition.grant.needsUserOperationContext,
            !userOperation.hasContext
        {
            let message =
                "a session with a native or token allowance needs callData that starts with executeUserOp, "
                + "\(Selector.executeUserOperation)"
            reasons.append(Reason(.userOperationContextRequired, message))
        }
    }

    /// Takes the operation apart; `nil` where that cannot be done.
    private func decode(_ operation: Operation, _ reasons: inout [Reason]) -> DecodedOperation? {
        do throws(ABIReader.Malformed) {
            let decoded = try takeApart(operation)
            if decoded.calls.isEmpty {
                reasons.append(Reason(.operationEmpty, "the operation has no call; it has to make one at least"))
            }
            return decoded
        } catch {
            let message = "the callData is no call of the account as Solidity's encoder makes it: \(error)"
            reasons.append(Reason(.calldataMalformed, message))
            return nil
        }
    }

    private func takeApart(_ operation: Operation) throws(ABIReader.Malformed) -> DecodedOperation {
        switch operation.body {
        case .calls(let calls, _): try DecodedOperation(calls, of: definition)
        case .userOperation(let operation): try DecodedOperation(callData: operation.callData, of: definition.account)
        }
    }
}
