import Testing

@testable import SessionKeys
import TestSupport

/// The native and the token meters (rules 3.1, 3.2).
struct AllowanceTests {
    private static let first = Meter.Kind.token(Sample.token)
    private static let second = Meter.Kind.token(Sample.otherToken)

    private func native(_ allowance: Amount) -> Session {
        Sample.session([.nativeTokenTransfer(allowance: allowance), .contractAccess(Sample.listed)])
    }

    private func tokens(_ allowance: Amount, _ other: Amount) -> Session {
        Sample.session([
            .erc20TokenTransfer(token: Sample.otherToken, allowance: other), .contractAccess(Sample.listed),
            .erc20TokenTransfer(token: Sample.token, allowance: allowance),
        ])
    }

    private func sending(_ values: Amount...) -> [Call] { values.map { Call(to: Sample.listed, value: $0) } }

    @Test func `an equal amount passes, one more does not, and zero always fits`() {
        #expect(native(10).judge(sending(10)) == [])
        #expect(native(10).judge(sending(11)) == ["native_allowance_exceeded"])
        #expect(native(0).judge(sending(0)) == [])
        #expect(native(0).judge(sending(1)) == ["native_allowance_exceeded"])
        #expect(native(.maximum).judge(sending(.maximum)) == [])
        #expect(tokens(10, 0).judge([.transfer(10)]) == [])
        #expect(tokens(10, 0).judge([.transfer(11)]) == ["token_allowance_exceeded 0"])
        #expect(tokens(0, 0).judge([.transfer(0)]) == [])
        #expect(tokens(.maximum, 0).judge([.token(.approve, .maximum)]) == [])
    }

    @Test func `the native sum is over all calls`() {
        #expect(native(10).decide(sending(4, 0, 6)).taken == [.native: 10])
        #expect(native(10).judge(sending(4, 1, 6)) == ["native_allowance_exceeded"])
    }

    @Test func `a native sum of more than 256 bits does not fit`() {
        #expect(native(.maximum).judge(sending(.maximum, 1)) == ["native_allowance_exceeded"])
        #expect(native(.maximum).judge(sending(1, .maximum)) == ["native_allowance_exceeded"])
        // It stays too much, whatever comes after the overflow.
        #expect(native(5).judge(sending(.maximum, 1, 1)) == ["native_allowance_exceeded"])
        let half = Amount(high: 1 << 127, low: 0)
        #expect(native(5).judge(sending(half, half)) == ["native_allowance_exceeded"])
        #expect(native(.maximum).judge(sending(half, half, half, half)) == ["native_allowance_exceeded"])
    }

    @Test func `the value of a call that is refused for itself is in the sum`() {
        let calls = sending(6) + [Call(to: Sample.stranger, value: 5)]
        #expect(native(10).judge(calls) == ["target_not_allowed 1", "native_allowance_exceeded"])
    }

    @Test func `transfer and approve of one token are counted together, in call order`() {
        let session = tokens(10, 5)
        #expect(session.decide([.transfer(4), .token(.approve, 6)]).taken == [Self.first: 10])
        #expect(session.judge([.transfer(4), .token(.approve, 7)]) == ["token_allowance_exceeded 1"])
        #expect(session.judge([.token(.approve, 7), .transfer(4)]) == ["token_allowance_exceeded 1"])
        #expect(session.judge([.transfer(11), .transfer(10)]) == ["token_allowance_exceeded 0"])
    }

    @Test func `a sum of more than 256 bits does not fit`() {
        let session = tokens(.maximum, 0)
        #expect(session.judge([.transfer(.maximum), .transfer(1)]) == ["token_allowance_exceeded 1"])
        #expect(session.judge([.transfer(1), .transfer(.maximum)]) == ["token_allowance_exceeded 1"])
    }

    @Test func `each token has its own meter, and no meter has two debits`() {
        let calls: [Call] = [.transfer(3), .transfer(2, on: Sample.otherToken), .transfer(3), .transfer(0)]
        let verdict = tokens(10, 5).decide(calls)
        #expect(verdict.debits == [Debit(Self.first, 6), Debit(Self.second, 2)])
        #expect(
            tokens(5, 1).judge(calls) == ["token_allowance_exceeded 1", "token_allowance_exceeded 2"])
    }

    @Test func `debits stand in the order of the calls, also where a token's first takes nothing`() {
        let calls: [Call] = [.transfer(0), .transfer(2, on: Sample.otherToken), .transfer(3)]
        #expect(tokens(10, 5).decide(calls).debits == [Debit(Self.first, 3), Debit(Self.second, 2)])
        #expect(tokens(10, 5).decide(calls.dropLast()).debits == [Debit(Self.second, 2)])
    }

    @Test func `the amount is the word after the recipient, whatever follows`() {
        let data = Call.transfer(Amount(high: 3, low: 9)).data + Array(repeating: 0xFF, count: 64)
        let verdict = tokens(.maximum, 0).decide([Call(to: Sample.token, data: data[...])])
        #expect(verdict.taken == [Self.first: Amount(high: 3, low: 9)])
    }

    @Test func `what is reserved is gone, and what is settled too`() {
        var session = native(10)
        session.reserve([Debit(.native, 6)])
        #expect(session.judge(sending(4)) == [])
        #expect(session.judge(sending(5)) == ["native_allowance_exceeded"])
        session.settle([Debit(.native, 6)], keeping: [Debit(.native, 6)])
        #expect(session.judge(sending(5)) == ["native_allowance_exceeded"])
        session.reserve([Debit(.native, 4)])
        session.settle([Debit(.native, 4)], keeping: [])
        #expect(session.judge(sending(4)) == [])
    }

    @Test func `a refused call takes nothing from its token`() {
        let data = Array(Call.transfer(10).data)
        let dirty = data[..<4] + [1] + data[5...]
        let calls = [Call(to: Sample.token, data: dirty), .transfer(10)]
        #expect(tokens(10, 0).judge(calls) == ["calldata_malformed 0"])
    }

    @Test func `meters stand in the order of the permissions`() {
        let session = Sample.session([
            .gasLimit(1), .erc20TokenTransfer(token: Sample.token, allowance: 2), .contractAccess(Sample.listed),
            .nativeTokenTransfer(allowance: 3),
        ])
        #expect(session.readings.map(\.kind) == [.gas, Self.first, .native])
        #expect(session.meters.map(\.permission) == [0, 1, 3])
        #expect(session.readings.map(\.remaining) == [1, 2, 3])
    }
}
