/// The rules for one call of an operation (rules 2.4, and 2.5 for root).
struct CallRules {
    let definition: SessionDefinition
    /// How the account is entered, which decides what a call to the account itself means.
    let entry: DecodedOperation.Entry

    init(definition: SessionDefinition, entry: DecodedOperation.Entry) {
        self.definition = definition
        self.entry = entry
    }

    var grant: Grant { definition.grant }

    /// The first rule that the call fails, in the order of the paragraphs, or `nil` where it may be made.
    mutating func judge(_ call: Call, at index: Int) -> Reason? {
        if call.to == definition.account {
            return grant.isRoot ? judgeRootSelfCall(call, at: index) : judgeSelfCall(call, at: index)
        }
        if grant.isRoot { return nil }
        if ForbiddenTargets.contains(call.to) {
            return Reason(
                .targetForbidden,
                "a call to \(call.to), which \(ForbiddenTargets.danger(of: call.to)); only root may call it",
                call: index)
        }
        if (1...3).contains(call.data.count) {
            return Reason(
                .selectorMissing,
                "the data has a length of \(call.data.count), which names no function; a function takes 4 bytes or more",
                call: index)
        }
        if grant.tokenMeters[call.to] != nil { return judgeTokenCall(call, at: index) }
        if let reason = judgeTarget(call, at: index) { return reason }
        if !call.value.isZero, grant.nativeMeter == nil {
            return Reason(
                .nativeValueNotAllowed,
                "\(call.value) wei asked for; the session has no native-token-transfer, so 0 would pass",
                call: index, requested: call.value, remaining: .zero)
        }
        return nil
    }

    /// 2.4a: the account's own functions, called directly and alone.
    private func judgeSelfCall(_ call: Call, at index: Int) -> Reason? {
        guard entry == .direct else { return selfCall(at: index) }
        if let selector = call.selector, grant.accountFunctions.contains(selector), call.value.isZero,
            grant.tokenMeters.isEmpty
        {
            return nil
        }
        return accountFunctionNotAllowed(call, at: index)
    }

    /// 2.5: root calls the account's own functions but for those that the account keeps from it.
    private func judgeRootSelfCall(_ call: Call, at index: Int) -> Reason? {
        switch entry {
        case .execute: return selfCall(at: index)
        case .batch:
            guard let selector = call.selector, selector != .execute, selector != .executeBatch else {
                return selfCall(at: index)
            }
        case .direct: break
        }
        guard call.value.isZero, let selector = call.selector, !ForbiddenSelectors.forRoot.contains(selector) else {
            return accountFunctionNotAllowed(call, at: index)
        }
        return nil
    }

    /// 2.4d: a token with an allowance takes transfer and approve and nothing else, whatever else is granted.
    private func judgeTokenCall(_ call: Call, at index: Int) -> Reason? {
        let token = call.to
        guard call.data.count >= TokenCall.size else {
            return Reason(
                .tokenCalldataTooShort,
                "\(call.data.count) bytes of data for the token \(token); transfer and approve have \(TokenCall.size)",
                call: index)
        }
        guard let selector = call.selector, selector == .transfer || selector == .approve else {
            return Reason(
                .tokenCallNotAllowed,
                "\(function(of: call)) on the token \(token); only transfer and approve are counted and pass",
                call: index)
        }
        guard call.value.isZero else {
            return Reason(
                .nativeValueNotAllowed, "\(call.value) wei sent with a token call; 0 would pass", call: index,
                requested: call.value, remaining: .zero)
        }
        guard TokenCall.hasCleanAddress(call.data) else {
            return Reason(
                .calldataMalformed,
                "the recipient's word has dirty upper bytes; the first 12 of its 32 have to be zero", call: index)
        }
        return nil
    }

    /// 2.4e to 2.4g: what the target's listing, or the wildcards where it has none, let through.
    private mutating func judgeTarget(_ call: Call, at index: Int) -> Reason? {
        switch grant.listings[call.to] {
        case .everyFunction: return nil
        case .functions(let functions):
            guard let selector = call.selector else {
                return Reason(
                    .selectorMissing, "a plain transfer to \(call.to), which is listed for \(list(functions)) only",
                    call: index)
            }
            return functions.contains(selector)
                ? nil : selectorNotAllowed(selector, call, at: index, allowed: list(functions))
        case nil: return judgeUnlisted(call, at: index)
        }
    }

    /// 2.4g: a target that nothing lists takes the wildcards' functions, and plain transfers where those are granted.
    private mutating func judgeUnlisted(_ call: Call, at index: Int) -> Reason? {
        let isGranted =
            if let selector = call.selector {
                selector != .plainTransfer && grant.wildcards.contains(selector)
            } else {
                grant.allowsPlainTransfers
            }
        guard !isGranted else { return nil }
        return grant.hasWildcards ? notAmongWildcards(call, at: index) : targetNotAllowed(call, at: index)
    }

    private mutating func notAmongWildcards(_ call: Call, at index: Int) -> Reason {
        guard let selector = call.selector else { return plainTransferNotAllowed(call, at: index) }
        return selectorNotAllowed(selector, call, at: index, allowed: wildcardsInWords)
    }

    /// What may be called everywhere: 00000000 among it stands for plain transfers, and for no selector. Once for an
    /// operation, as there may be thousands of them, and as many calls that fail.
    private lazy var wildcardsInWords: String = {
        let selectors = grant.wildcards.subtracting([.plainTransfer]).sorted { $0.rawValue < $1.rawValue }
        guard grant.wildcards.contains(.plainTransfer) else { return list(selectors) }
        return (selectors.isEmpty ? "" : list(selectors) + ", and ") + "plain transfers, without data"
    }()
}
