/// Adds up what an operation takes from each meter, and holds it against what remains (rules 3.1 to 3.3).
///
/// The session is handed in each time and not kept: a copy would count a reference for each of its parts.
struct Counting {
    private var value: Amount? = .zero
    /// The debits of the tokens, in call order, summed for each token.
    private var tokens: [Debit] = []
    private var tokenReasons: [Reason] = []
    private var gas: Amount = .zero
    private var gasReason: Reason?

    /// Counts a call that may be made.
    mutating func add(_ call: Call, at index: Int, within session: Session) {
        addValue(of: call)
        guard let meter = session.definition.grant.tokenMeters[call.to], let amount = TokenCall.amount(in: call.data)
        else { return }
        addToken(amount, to: session.meters[meter], remaining: session.remaining(of: session.meters[meter]), at: index)
    }

    /// Counts a call's value, which goes into the sum whether or not the call itself may be made.
    mutating func addValue(of call: Call) { value = value.flatMap(call.value.adding) }

    /// Tokens are counted one after another: the call that does not fit any more is the one that fails (3.1).
    private mutating func addToken(_ amount: Amount, to meter: Meter, remaining: Amount, at index: Int) {
        let position = tokens.firstIndex { $0.kind == meter.kind }
        let before = position.map { tokens[$0].amount } ?? .zero
        let left = remaining.subtracting(before) ?? .zero
        guard amount <= left, let sum = before.adding(amount) else {
            let taken = before.isZero ? "" : " after the \(before) of the calls before it"
            let asked = "\(amount) base \(amount.isOne ? "unit" : "units")"
            tokenReasons.append(
                Reason(
                    .tokenAllowanceExceeded,
                    "\(asked) asked for; \(Self.rest(left))\(taken), and no more would pass",
                    call: index, permission: meter.permission, requested: amount, remaining: left))
            return
        }
        if let position {
            tokens[position] = Debit(meter.kind, sum)
        } else {
            // There is room for the gas behind it.
            if tokens.isEmpty { tokens.reserveCapacity(2) }
            tokens.append(Debit(meter.kind, sum))
        }
    }

    /// Counts the gas, unless a paymaster pays (3.3).
    mutating func addGas(_ gas: Gas, within session: Session) {
        guard let index = session.definition.grant.gasMeter, gas.paymaster == nil else { return }
        let meter = session.meters[index]
        let unit = session.definition.gasLimitUnit
        guard let sum = gas.metered(in: unit) else {
            let missing = gas.missing(in: unit).joined(separator: ", ")
            gasReason = Reason(
                .gasUnspecified, "the session has a gas-limit: name \(missing), or a paymaster",
                permission: meter.permission)
            return
        }
        let left = session.remaining(of: meter)
        if sum > left {
            let asked = unit == .wei ? "wei for gas" : "gas"
            gasReason = Reason(
                .gasLimitExceeded, "\(sum) \(asked) asked for; \(Self.rest(left)), and no more would pass",
                permission: meter.permission, requested: sum, remaining: left)
        }
        self.gas = sum
    }

    /// Appends what does not fit: native, then the tokens in call order, then gas.
    func judge(_ reasons: inout [Reason], within session: Session) {
        if let reason = nativeReason(within: session) { reasons.append(reason) }
        for reason in tokenReasons { reasons.append(reason) }
        if let gasReason { reasons.append(gasReason) }
    }

    private func nativeReason(within session: Session) -> Reason? {
        guard let index = session.definition.grant.nativeMeter else { return nil }
        let meter = session.meters[index]
        let left = session.remaining(of: meter)
        guard let value else {
            return Reason(
                .nativeAllowanceExceeded, "the values add up to more than 256 bits of wei; \(Self.rest(left))",
                permission: meter.permission, remaining: left)
        }
        guard value > left else { return nil }
        return Reason(
            .nativeAllowanceExceeded, "\(value) wei asked for; \(Self.rest(left)), and no more would pass",
            permission: meter.permission, requested: value, remaining: left)
    }

    /// What is left, in words.
    private static func rest(_ left: Amount) -> String { "\(left) \(left.isOne ? "remains" : "remain")" }

    /// Gives what an allowed operation takes; meters that it takes nothing from are left out.
    mutating func takeDebits(within session: Session) -> [Debit] {
        var debits: [Debit] = []
        swap(&debits, &tokens)
        debits.removeAll(where: \.amount.isZero)
        if session.definition.grant.nativeMeter != nil, let value, !value.isZero {
            debits.insert(Debit(.native, value), at: 0)
        }
        if !gas.isZero { debits.append(Debit(.gas, gas)) }
        return debits
    }
}
