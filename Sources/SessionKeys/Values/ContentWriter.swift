/// Writes values one after another so that no two different lists of values give the same bytes: what a key's content is
/// compared by (semantics 3.5).
package struct ContentWriter: Sendable {
    package private(set) var bytes: [UInt8] = []

    /// A writer with room for what most contents need.
    package init() { bytes.reserveCapacity(512) }

    /// Appends eight bytes.
    package mutating func append(_ value: UInt64) { value.appendBigEndian(to: &bytes) }

    /// Appends an amount, or that there is none.
    package mutating func append(_ amount: Amount?) {
        bytes.append(amount == nil ? 0 : 1)
        if let amount {
            amount.high.appendBigEndian(to: &bytes)
            amount.low.appendBigEndian(to: &bytes)
        }
    }

    /// Appends an address, or that there is none.
    package mutating func append(_ address: Address?) {
        bytes.append(address == nil ? 0 : 1)
        if let address { address.appendBigEndian(to: &bytes) }
    }

    /// Appends bytes with their length before them, or that there are none.
    package mutating func append(_ data: ArraySlice<UInt8>?) {
        bytes.append(data == nil ? 0 : 1)
        guard let data else { return }
        append(UInt64(data.count))
        bytes.append(contentsOf: data)
    }

    /// Appends a text, or that there is none.
    package mutating func append(_ text: String?) { append(text.map { ArraySlice($0.utf8) }) }

    mutating func append(_ functions: [Selector]) {
        append(UInt64(functions.count))
        for selector in functions { append(UInt64(selector.rawValue)) }
    }

    mutating func append(_ permission: Permission) {
        append(permission.type.rawValue)
        switch permission {
        case .nativeTokenTransfer(let allowance): append(allowance)
        case .erc20TokenTransfer(let token, let allowance):
            append(token)
            append(allowance)
        case .gasLimit(let limit): append(limit)
        case .contractAccess(let address): append(address)
        case .accountFunctions(let functions), .functionsOnAllContracts(let functions): append(functions)
        case .functionsOnContract(let address, let functions):
            append(address)
            append(functions)
        case .root: break
        }
    }
}
