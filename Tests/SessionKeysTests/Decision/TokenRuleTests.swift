import Testing

@testable import SessionKeys
import TestSupport

/// Calls of a token with an allowance (rules 2.4d).
struct TokenRuleTests {
    /// Whatever else is granted, the token takes only what its allowance counts.
    private static let sessions = [
        Sample.session([.erc20TokenTransfer(token: Sample.token, allowance: 10)]),
        Sample.session([
            .contractAccess(Sample.token), .erc20TokenTransfer(token: Sample.token, allowance: 10),
            .nativeTokenTransfer(allowance: 10),
        ]),
        Sample.session([
            .erc20TokenTransfer(token: Sample.token, allowance: 10), .nativeTokenTransfer(allowance: 10),
            .functionsOnContract(Sample.token, [.transferFrom, .transfer]),
            .functionsOnAllContracts([.transferFrom, .approve, Selector(0)]),
        ]),
    ]

    private func expect(_ call: Call, _ findings: [String]) {
        for session in Self.sessions { #expect(session.judge([call]) == findings) }
    }

    private func resized(_ call: Call, _ count: Int) -> Call {
        let data = Array(call.data) + Array(repeating: 0xFF as UInt8, count: 100)
        return Call(to: call.to, value: call.value, data: data.prefix(count))
    }

    @Test(arguments: [Selector.transfer, .approve])
    func `transfer and approve pass, whatever stands after 68 bytes`(selector: Selector) {
        let call = Call.token(selector, 10)
        for count in [68, 69, 100, 168] { expect(resized(call, count), []) }
        #expect(Self.sessions[0].decide([resized(call, 168)]).taken == [.token(Sample.token): 10])
    }

    @Test func `fewer than 68 bytes are too short, plain transfers among them`() {
        for count in [0, 4, 5, 36, 67] {
            expect(resized(.transfer(10), count), ["token_calldata_too_short 0"])
            expect(resized(.token(.transferFrom, 10), count), ["token_calldata_too_short 0"])
        }
        for count in 1...3 { expect(resized(.transfer(10), count), ["selector_missing 0"]) }
    }

    @Test func `other functions do not pass, whatever other permission names them`() {
        for selector in [Selector.transferFrom, Sample.mint, Selector(0), Selector(0x3950_9351), Selector(0xd505_accf)]
        {
            expect(.token(selector, 1), ["token_call_not_allowed 0"])
        }
    }

    @Test func `a token call carries no value`() {
        let call = Call(to: Sample.token, value: 1, data: Call.transfer(1).data)
        expect(call, ["native_value_not_allowed 0"])
    }

    @Test func `the recipient's word has clean upper bytes`() {
        for place in 4..<16 {
            var data = Array(Call.transfer(1).data)
            data[place] = 0x80
            expect(Call(to: Sample.token, data: data[...]), ["calldata_malformed 0"])
        }
    }

    @Test func `length comes before selector, selector before value, value before recipient`() {
        var dirty = Array(Call.token(.transferFrom, 1).data)
        dirty[4] = 1
        expect(Call(to: Sample.token, value: 1, data: dirty.prefix(67)), ["token_calldata_too_short 0"])
        expect(Call(to: Sample.token, value: 1, data: dirty[...]), ["token_call_not_allowed 0"])
        dirty.replaceSubrange(0..<4, with: Selector.approve.bytes)
        expect(Call(to: Sample.token, value: 1, data: dirty[...]), ["native_value_not_allowed 0"])
        expect(Call(to: Sample.token, data: dirty[...]), ["calldata_malformed 0"])
    }

    @Test func `a token without an allowance is a contract like any other`() {
        #expect(Self.sessions[0].judge([.transfer(1, on: Sample.otherToken)]) == ["target_not_allowed 0"])
        #expect(Self.sessions[2].judge([.token(.approve, 99, on: Sample.otherToken)]) == [])
        #expect(Self.sessions[2].judge([.transfer(99, on: Sample.otherToken)]) == ["selector_not_allowed 0"])
    }
}
