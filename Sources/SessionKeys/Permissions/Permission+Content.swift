extension Permission {
    /// Appends what the permission grants: its type, and then what belongs to it.
    func append(to content: inout ContentWriter) {
        content.append(type.rawValue)
        switch self {
        case .nativeTokenTransfer(let allowance): content.append(allowance)
        case .erc20TokenTransfer(let token, let allowance):
            content.append(token)
            content.append(allowance)
        case .gasLimit(let limit): content.append(limit)
        case .contractAccess(let address): content.append(address)
        case .accountFunctions(let functions), .functionsOnAllContracts(let functions): functions.append(to: &content)
        case .functionsOnContract(let address, let functions):
            content.append(address)
            functions.append(to: &content)
        case .root: break
        }
    }
}

extension [Selector] {
    fileprivate func append(to content: inout ContentWriter) {
        content.append(UInt64(count))
        for selector in self { content.append(UInt64(selector.rawValue)) }
    }
}
