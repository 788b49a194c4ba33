/// An operation taken apart into what the account would do.
struct DecodedOperation {
    /// How the account would be entered.
    enum Entry {
        /// A function of the account itself, called directly.
        case direct
        /// One call through `execute`.
        case execute
        /// Calls through `executeBatch`.
        case batch
    }

    let entry: Entry
    let calls: [Call]

    /// Takes a list of calls apart. A lone call to the account is its own function; for root it is decoded as callData
    /// is.
    init(_ calls: [Call], of definition: SessionDefinition) throws(ABIReader.Malformed) {
        guard calls.count == 1, let call = calls.first else {
            self.init(entry: .batch, calls: calls)
            return
        }
        guard call.to == definition.account else {
            self.init(entry: .execute, calls: calls)
            return
        }
        guard definition.grant.isRoot else {
            self.init(entry: .direct, calls: calls)
            return
        }
        let decoded = try DecodedOperation(callData: call.data, of: definition.account)
        // What carries value to the account's own function is judged as that, whatever it would do inside.
        self = call.value.isZero ? decoded : DecodedOperation(entry: .direct, calls: calls)
    }

    /// Takes a user operation's callData apart.
    init(callData: ArraySlice<UInt8>, of account: Address) throws(ABIReader.Malformed) {
        let inner = Selector(leading: callData) == .executeUserOperation ? callData.dropFirst(4) : callData
        guard let selector = Selector(leading: inner) else {
            throw ABIReader.Malformed(byte: inner.startIndex, rule: .selector)
        }
        switch selector {
        case .execute:
            var reader = ABIReader(inner.dropFirst(4))
            self.init(entry: .execute, calls: [try Call(from: &reader)])
        case .executeBatch:
            self.init(entry: .batch, calls: try Self.batch(inner.dropFirst(4)))
        default:
            self.init(entry: .direct, calls: [Call(to: account, data: inner)])
        }
    }

    private init(entry: Entry, calls: [Call]) {
        self.entry = entry
        self.calls = calls
    }

    /// `executeBatch((address,uint256,bytes)[])`: an array of offsets, then the calls one after another.
    private static func batch(_ arguments: ArraySlice<UInt8>) throws(ABIReader.Malformed) -> [Call] {
        var heads = ABIReader(arguments)
        try heads.offset(mustBe: 32)
        let count = try heads.count(ofSize: 32)
        var tails = ABIReader(arguments.dropFirst(64 + 32 * count))
        var calls: [Call] = []
        for _ in 0..<count {
            // Offsets count from the first head, and the calls begin behind the last one.
            try heads.offset(mustBe: 32 * count + tails.position)
            calls.append(try Call(from: &tails))
        }
        return calls
    }
}

extension Call {
    /// Reads `(address,uint256,bytes)`, which is also how the arguments of `execute` stand.
    fileprivate init(from reader: inout ABIReader) throws(ABIReader.Malformed) {
        let to = try reader.address()
        let value = try reader.amount()
        try reader.offset(mustBe: 96)
        self.init(to: to, value: value, data: try reader.paddedBytes())
    }
}
