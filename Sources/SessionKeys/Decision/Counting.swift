/// Adds up what an operation takes from each meter, and holds it against what remains (rules 3.1 to 3.3).
struct Counting {
    private let session: Session
    private var value: Amount? = .zero
    /// The debits of the tokens, in call order, summed for each token.
    private var tokens: [Debit] = []
    private var tokenReasons: [Reason] = []
    private var gas: Amount = .zero
    private var gasReason: Reason?

    init(session: Session) { self.session = session }

    private var grant: Grant { session.definition.grant }

    /// Counts a call that may be made.
    mutating func add(_ call: Call, at index: Int) {
        addValue(of: call)
        guard let meter = grant.tokenMeters[call.to], let amount = TokenCall.amount(in: call.data) else { return }
        addToken(amount, to: session.meters[meter], at: index)
    }

    /// Counts a call's value, which goes into the sum whether or not the call itself may be made.
    mutating func addValue(of call: Call) { value = value.flatMap(call.value.adding) }

    /// Tokens are counted one after another: the call that does not fit any more is the one that fails (3.1).
    private mutating func addToken(_ amount: Amount, to meter: Meter, at index: Int) {
        let position = tokens.firstIndex { $0.kind == meter.kind }
        let before = position.map { tokens[$0].amount } ?? .zero
        let left = remaining(of: meter).subtracting(before) ?? .zero
        guard amount <= left, let sum = before.adding(amount) else {
            tokenReasons.append(
                Reason(
                    .tokenAllowanceExceeded, "\(amount) base units asked for; \(left) remain, and no more would pass",
                    call: index, permission: meter.permission, requested: amount, remaining: left))
            return
        }
        if let position { tokens[position] = Debit(meter.kind, sum) } else { tokens.append(Debit(meter.kind, sum)) }
    }

    /// Counts the gas, unless a paymaster pays (3.3).
    mutating func addGas(_ gas: Gas) {
        guard let index = grant.gasMeter, gas.paymaster == nil else { return }
        let meter = session.meters[index]
        guard let sum = gas.metered(in: session.definition.gasLimitUnit) else {
            let numbers = "preVerificationGas, verificationGasLimit and callGasLimit"
            let needed = session.definition.gasLimitUnit == .wei ? "\(numbers), and maxFeePerGas" : numbers
            gasReason = Reason(
                .gasUnspecified, "the session has a gas-limit: name \(needed), or a paymaster",
                permission: meter.permission)
            return
        }
        let left = remaining(of: meter)
        if sum > left {
            let unit = session.definition.gasLimitUnit == .wei ? "wei for gas" : "gas"
            gasReason = Reason(
                .gasLimitExceeded, "\(sum) \(unit) asked for; \(left) remain, and no more would pass",
                permission: meter.permission, requested: sum, remaining: left)
        }
        self.gas = sum
    }

    /// Appends what does not fit: native, then the tokens in call order, then gas.
    func judge(_ reasons: inout [Reason]) {
        if let nativeReason { reasons.append(nativeReason) }
        for reason in tokenReasons { reasons.append(reason) }
        if let gasReason { reasons.append(gasReason) }
    }

    private var nativeReason: Reason? {
        guard let index = grant.nativeMeter else { return nil }
        let meter = session.meters[index]
        let left = remaining(of: meter)
        guard let value else {
            return Reason(
                .nativeAllowanceExceeded, "the values add up to more than 256 bits; \(left) wei remain",
                permission: meter.permission, remaining: left)
        }
        guard value > left else { return nil }
        return Reason(
            .nativeAllowanceExceeded, "\(value) wei asked for; \(left) remain, and no more would pass",
            permission: meter.permission, requested: value, remaining: left)
    }

    /// What remains, as answers show it: of an ended session nothing.
    private func remaining(of meter: Meter) -> Amount { session.ending == nil ? meter.remaining : .zero }

    /// What an allowed operation takes; meters that it takes nothing from are left out.
    var debits: [Debit] {
        var debits: [Debit] = []
        debits.reserveCapacity(tokens.count + 2)
        if grant.nativeMeter != nil, let value, !value.isZero { debits.append(Debit(.native, value)) }
        for debit in tokens where !debit.amount.isZero { debits.append(debit) }
        if !gas.isZero { debits.append(Debit(.gas, gas)) }
        return debits
    }
}
