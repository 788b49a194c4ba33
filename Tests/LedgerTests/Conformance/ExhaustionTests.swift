import SessionKeys
import Testing
import TestSupport

@Suite("A session that is used up") struct ExhaustionTests {
    @Test(arguments: Backend.allCases)
    func `ends when the last of its allowance is settled, and not when it is reserved`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let first = try clerk.reserve(.transfer(600), within: id)
            let last = try clerk.reserve(.transfer(400), within: id)
            #expect(try clerk.session(id).status == .active)
            clerk.pass(seconds: 7)
            _ = try clerk.settle(last, as: .success)
            #expect(try clerk.session(id).status == .active)
            let answer = try clerk.settle(first, as: .success)
            #expect(
                try clerk.session(id).ending == Ending(.exhausted, endedSec: FakeClock.startSec + 7))
            #expect(try answer.settlement().meters.map(\.numbers) == [[1000, 0, 0]])
            #expect(try clerk.history().suffix(2) == [.authorizationSettled, .sessionExhausted])
            #expect(try clerk.authorize(.transfer(0), within: id).denial == .sessionExhausted)
        }
    }

    @Test(arguments: Backend.allCases)
    func `ends with the operation that is settled at once`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            _ = try clerk.authorize(.transfer(1000), within: id, settle: true).authorization()
            #expect(try clerk.session(id).status == .exhausted)
            #expect(try clerk.history() == [.sessionCreated, .authorizationSettled, .sessionExhausted])
        }
    }

    @Test(arguments: Backend.allCases)
    func `does not end while another of its allowances is left`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(
                .nativeTokenTransfer(allowance: 10), .erc20TokenTransfer(token: .token, allowance: 5),
                .functionsOnAllContracts([.plainTransfer]), .gasLimit(0))
            let sponsored = Gas.make(1, paymaster: .paymaster)
            _ = try clerk.authorize(.transfer(10, gas: sponsored), within: id, settle: true).authorization()
            #expect(try clerk.session(id).status == .active)
            _ = try clerk.authorize(.tokenTransfer(5, gas: sponsored), within: id, settle: true).authorization()
            #expect(try clerk.session(id).status == .exhausted)
        }
    }

    @Test(arguments: Backend.allCases)
    func `ends when its gas is used up, whatever else is left`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.contractAccess(.make(30)), .gasLimit(100))
            let operation = Operation.calls(Call(to: .make(30)), gas: .make(50))
            let first = try clerk.reserve(operation, within: id)
            let second = try clerk.reserve(operation, within: id)
            _ = try clerk.settle(first, as: .success)
            _ = try clerk.settle(second, as: .reverted)
            #expect(try clerk.session(id).status == .exhausted)
        }
    }

    @Test(arguments: Backend.allCases)
    func `is never one that grants something without a meter`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.nativeTokenTransfer(allowance: 10), .contractAccess(.make(30)))
            let operation = Operation.calls(Call(to: .make(30), value: 10))
            _ = try clerk.authorize(operation, within: id, settle: true).authorization()
            #expect(try clerk.session(id).status == .active)
            #expect(try clerk.meters(of: id) == [[10, 0, 0]])
        }
    }

    @Test(arguments: Backend.allCases)
    func `an allowance of nothing is used up by the first settlement`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.nativeTokenTransfer(allowance: 0))
            let authorization = try clerk.reserve(.transfer(0), within: id)
            #expect(authorization.debits.isEmpty)
            _ = try clerk.settle(authorization, as: .dropped)
            #expect(try clerk.session(id).status == .exhausted)
        }
    }
}
