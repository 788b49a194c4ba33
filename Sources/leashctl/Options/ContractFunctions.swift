import SessionKeys

/// `ADDRESS=SELECTOR[,SELECTOR]`: functions of one contract.
struct ContractFunctions {
    let address: Address
    var functions: [Selector]

    /// Reads the argument.
    init(_ argument: String) throws {
        let pair = try Arguments.pair(argument, form: "ADDRESS=SELECTOR[,SELECTOR...]")
        address = try Arguments.address(pair.name)
        functions = try Arguments.selectors(pair.value)
    }

    /// One entry for each address, as a session may list an address only once.
    static func merged(_ entries: [ContractFunctions]) -> [ContractFunctions] {
        var merged: [ContractFunctions] = []
        for entry in entries {
            if let index = merged.firstIndex(where: { $0.address == entry.address }) {
                merged[index].functions += entry.functions
            } else {
                merged.append(entry)
            }
        }
        return merged
    }
}
