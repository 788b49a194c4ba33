/// What is said of a call that may not be made: what was asked, what is allowed, and what would pass.
extension CallRules {
    func selectorNotAllowed(_ selector: Selector, _ call: Call, at index: Int, allowed: String) -> Reason {
        Reason(.selectorNotAllowed, "\(selector) on \(call.to); allowed there: \(allowed)", call: index)
    }

    func plainTransferNotAllowed(_ call: Call, at index: Int) -> Reason {
        Reason(
            .selectorNotAllowed,
            "a plain transfer to \(call.to), which no permission lists; functions-on-all-contracts would need "
                + "\(Selector.plainTransfer), beside native-token-transfer",
            call: index)
    }

    func targetNotAllowed(_ call: Call, at index: Int) -> Reason {
        let lacking =
            switch call.selector {
            case nil:
                "contract-access would let a plain transfer pass, or \(Selector.plainTransfer) in functions-on-all-contracts, "
                    + "beside native-token-transfer"
            case .transfer, .approve:
                "erc20-token-transfer would, with an allowance; contract-access or functions-on-contract without one"
            default: "contract-access or functions-on-contract would"
            }
        return Reason(.targetNotAllowed, "no permission names \(call.to); \(lacking)", call: index)
    }

    func selfCall(at index: Int) -> Reason {
        let allowed =
            grant.isRoot
            ? "root calls its functions directly, or in a batch those that are not execute or executeBatch"
            : "its functions are called directly and alone"
        return Reason(.selfCall, "a call from the account to itself; \(allowed)", call: index)
    }

    func accountFunctionNotAllowed(_ call: Call, at index: Int) -> Reason {
        let asked = call.value.isZero ? function(of: call) : "\(function(of: call)) with \(call.value) wei"
        let allowed =
            grant.isRoot
            ? "root calls every one that the account does not keep for itself, without value"
            : grant.tokenMeters.isEmpty
                ? "allowed without value: \(list(grant.accountFunctions.sorted { $0.rawValue < $1.rawValue }))"
                : "a session with a token allowance may call none"
        return Reason(.accountFunctionNotAllowed, "\(asked) asked of the account itself; \(allowed)", call: index)
    }

    /// What a call asks for, in words.
    func function(of call: Call) -> String {
        call.selector.map { "\($0)" } ?? (call.data.isEmpty ? "a plain transfer" : "no function")
    }

    func list(_ functions: [Selector]) -> String {
        let shown = functions.prefix(8).map(\.description).joined(separator: ", ")
        return functions.isEmpty ? "none" : functions.count > 8 ? "\(shown) and \(functions.count - 8) more" : shown
    }
}
