import Testing

@testable import SessionKeys
import TestSupport

/// What holds for every session and every operation.
struct DecisionPropertyTests {
    private let moment = Moment(Instant(seconds: Sample.now))

    /// The sum of what was taken from a meter, written down call by call and without a limit.
    private func naiveSum(of kind: Meter.Kind, _ calls: [Call]) -> NaiveNumber {
        calls.reduce(NaiveNumber(.zero)) { sum, call in
            switch kind {
            case .native: sum + NaiveNumber(call.value)
            case .token(call.to): sum + NaiveNumber(Amount(bigEndian: call.data.dropFirst(36).prefix(32)) ?? .maximum)
            case .token, .gas: sum
            }
        }
    }

    @Test func `debits never exceed what remains, and every call is counted`() {
        var generator = SeededGenerator(for: "random operations")
        var (allowed, denied) = (0, 0)
        for round in 0..<300 {
            let context: Comment = "seed \(generator.seed), round \(round)"
            var session = Session.random(using: &generator)
            for _ in 0..<6 {
                let operation = Operation.random(within: session, using: &generator)
                let verdict = session.decide(operation, at: moment, expiryMarginSec: 0)
                guard verdict.isAllowed else {
                    denied += 1
                    #expect(verdict.debits == [], context)
                    continue
                }
                allowed += 1
                #expect(Set(verdict.debits.map(\.kind)).count == verdict.debits.count, context)
                for meter in session.meters {
                    let debit = verdict.taken[meter.kind] ?? .zero
                    #expect(debit <= meter.remaining, context)
                    guard meter.kind != .gas else { continue }
                    #expect(NaiveNumber(debit) == naiveSum(of: meter.kind, verdict.calls), context)
                }
                if session.definition.grant.gasMeter != nil, operation.gas.paymaster == nil {
                    #expect(verdict.taken[.gas] ?? .zero == operation.gas.metered(in: session.definition.gasLimitUnit))
                } else {
                    #expect(verdict.taken[.gas] == nil, context)
                }
                // Traps where a debit does not fit.
                session.reserve(verdict.debits)
                settle(&session, verdict.debits, using: &generator)
            }
        }
        #expect(allowed > 100 && denied > 100, "\(allowed) allowed, \(denied) denied: seed \(generator.seed)")
    }

    /// Settles in some way, or not at all.
    private func settle(_ session: inout Session, _ debits: [Debit], using generator: inout SeededGenerator) {
        guard let outcome = Settlement.Outcome.allCases.randomElement(using: &generator), Bool.random(using: &generator)
        else { return }
        let used = Bool.random(using: &generator) ? Amount.small(using: &generator) : nil
        let kept = outcome.kept(of: debits, actualGasUsed: used, unit: session.definition.gasLimitUnit)
        for (before, after) in zip(debits.map(\.kind), kept.map(\.kind)) where kept.count == debits.count {
            #expect(before == after)
        }
        for one in kept { #expect(debits.contains { $0.kind == one.kind && $0.amount >= one.amount }) }
        session.settle(debits, keeping: kept)
        for meter in session.meters {
            let parts = NaiveNumber(meter.spent) + NaiveNumber(meter.reserved) + NaiveNumber(meter.remaining)
            #expect(parts == NaiveNumber(meter.allowance), "seed \(generator.seed)")
        }
    }

    @Test func `no allowed call reaches what nothing grants`() {
        var generator = SeededGenerator(for: "reach of random operations")
        var judged = 0
        for round in 0..<1000 {
            let context: Comment = "seed \(generator.seed), round \(round)"
            let session = Session.random(using: &generator)
            let verdict = session.decide(.random(within: session, using: &generator), at: moment, expiryMarginSec: 0)
            guard verdict.isAllowed, session.definition.permissions != [.root] else { continue }
            judged += 1
            #expect(!verdict.calls.isEmpty, context)
            for call in verdict.calls {
                let grants = session.definition.permissions.filter { $0.mayCover(call) }
                #expect(!grants.isEmpty, context)
                let isMetered = session.meters.contains { $0.kind == .native }
                #expect(call.value.isZero || isMetered, context)
            }
        }
        #expect(judged > 50, "seed \(generator.seed)")
    }

    @Test func `an operation is judged the same in a list and as callData`() {
        var generator = SeededGenerator(for: "two forms of one operation")
        var compared = 0
        for round in 0..<1000 {
            let session = Session.random(using: &generator)
            guard case .calls(let calls, let gas) = Operation.random(within: session, using: &generator).body,
                calls.count > 1 || calls.first.map({ $0.to != Sample.account }) ?? true
            else { continue }
            compared += 1
            let encoded = calls.count == 1 ? CallData.execute(calls[0]) : CallData.executeBatch(calls)
            let list = session.decide(calls, gas: gas)
            let whole = session.decide(callData: CallData.prefix + encoded, gas: gas)
            #expect(list.findings == whole.findings, "seed \(generator.seed), round \(round)")
            #expect(list.debits == whole.debits, "seed \(generator.seed), round \(round)")
        }
        #expect(compared > 100)
    }
}

extension Permission {
    /// Whether the permission could be why the call is allowed: a coarse net that only a gross mistake slips through.
    fileprivate func mayCover(_ call: Call) -> Bool {
        switch self {
        case .nativeTokenTransfer: call.data.isEmpty && call.to != Sample.account
        case .erc20TokenTransfer(let token, _):
            call.to == token && [.transfer, .approve].contains(call.selector) && call.data.count >= 68
        case .contractAccess(let address): call.to == address
        case .functionsOnContract(let address, let functions):
            call.to == address && functions.contains { $0 == call.selector }
        case .functionsOnAllContracts(let functions):
            call.to != Sample.account && functions.contains { $0 == call.selector }
        case .accountFunctions(let functions):
            call.to == Sample.account && functions.contains { $0 == call.selector }
        case .gasLimit, .root: false
        }
    }
}
