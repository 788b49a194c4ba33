import Testing

@testable import SessionKeys
import TestSupport

/// What a reason says of what is wrong, and where.
struct ReasonWordTests {
    /// `execute` with four bytes of data: the address's word at byte 4, the offset's at 68, the length's at 100.
    private var execution: [UInt8] {
        let call = Call(to: Sample.listed, data: [1, 2, 3, 4])
        return DecodedForm(entry: .execute, calls: [call]).encoded
    }

    private func message(of callData: [UInt8]) -> String? {
        Sample.session([.contractAccess(Sample.listed)]).decide(callData: callData).reasons.first?.message
    }

    @Test(arguments: [
        (4, "the address at byte 4 has dirty upper bytes"), (99, "the offset at byte 68 has to be 96"),
        (130, "the length at byte 100 is more than what follows"),
        (136, "what fills the word up from byte 136 on is not zero"),
    ])
    func `of callData tells which byte is none of its kind`(byte: Int, fault: String) {
        var callData = execution
        callData[byte] ^= 0xFF
        #expect(message(of: callData)?.hasSuffix(": \(fault)") == true, "\(message(of: callData) ?? "none")")
    }

    @Test func `of callData that ends too early tells before what`() {
        #expect(message(of: [])?.hasSuffix("it names no function at byte 0") == true)
        #expect(message(of: CallData.prefix)?.hasSuffix("it names no function at byte 4") == true)
        #expect(
            message(of: execution.dropLast(28).dropLast(68))?.hasSuffix("it ends before what begins at byte 68") == true
        )
        for missing in 1...31 {
            let said = message(of: Array(execution.prefix(36 - missing)))
            #expect(said?.hasSuffix("it ends before what begins at byte 4") == true, "\(said ?? "none")")
        }
        #expect(message(of: execution) == nil)
    }

    @Test func `of tokens tells what the calls before it take`() {
        let session = Sample.session([.erc20TokenTransfer(token: Sample.token, allowance: 100)])
        let reasons = session.decide([.transfer(64), .transfer(64)]).reasons
        #expect(
            reasons.map(\.message) == [
                "64 base units asked for; 36 remain after the 64 of the calls before it, and no more would pass"
            ])
    }

    @Test func `speaks of one thing as of one`() {
        let session = Sample.session([
            .nativeTokenTransfer(allowance: 1), .erc20TokenTransfer(token: Sample.token, allowance: 1), .gasLimit(1),
        ])
        var gas = Gas()
        gas.preVerificationGas = 2
        gas.verificationGasLimit = 0
        gas.callGasLimit = 0
        let calls = [Call(to: Sample.listed, value: 2), .transfer(1), .transfer(1), .transfer(2)]
        let messages = session.decide(calls, gas: gas).reasons.map(\.message)
        #expect(
            messages.dropFirst() == [
                "2 wei asked for; 1 remains, and no more would pass",
                "1 base unit asked for; 0 remain after the 1 of the calls before it, and no more would pass",
                "2 base units asked for; 0 remain after the 1 of the calls before it, and no more would pass",
                "2 gas asked for; 1 remains, and no more would pass",
            ], "\(messages)")
    }

    @Test func `of gas names the numbers that are missing`() {
        let session = Sample.session([.contractAccess(Sample.listed), .gasLimit(9)])
        var gas = Gas()
        gas.preVerificationGas = 1
        gas.callGasLimit = 1
        let message = session.decide([Call(to: Sample.listed)], gas: gas).reasons.first?.message
        #expect(message == "the session has a gas-limit: name verificationGasLimit, or a paymaster")
    }
}
