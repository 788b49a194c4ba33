import Testing

@testable import SessionKeys
import TestSupport

/// When nothing that a session grants can be done any more (rules 4.2).
struct ExhaustionTests {
    private let native = Permission.nativeTokenTransfer(allowance: 10)
    private let token = Permission.erc20TokenTransfer(token: Sample.token, allowance: 10)
    private let otherToken = Permission.erc20TokenTransfer(token: Sample.otherToken, allowance: 10)
    private let plain = Permission.functionsOnAllContracts([Selector(0)])
    private let gas = Permission.gasLimit(10)

    /// A session whose settled amounts are these, in the order of its meters.
    private func session(_ permissions: [Permission], spent: [Amount]) -> Session {
        var session = Sample.session(permissions)
        let debits = zip(session.meters, spent).map { Debit($0.kind, $1) }
        session.reserve(debits)
        session.settle(debits, keeping: debits)
        return session
    }

    @Test func `a metered session is used up when every meter is`() {
        #expect(session([native], spent: [10]).isUsedUp)
        #expect(!session([native], spent: [9]).isUsedUp)
        #expect(session([token, otherToken], spent: [10, 10]).isUsedUp)
        #expect(!session([token, otherToken], spent: [10, 9]).isUsedUp)
        #expect(!session([token, native], spent: [10, 0]).isUsedUp)
        #expect(session([native, token, plain], spent: [10, 10]).isUsedUp)
    }

    @Test func `an allowance of zero is used up from the start`() {
        let nothing = Permission.erc20TokenTransfer(token: Sample.otherToken, allowance: 0)
        #expect(session([native, nothing], spent: [10, 0]).isUsedUp)
        #expect(!session([native, nothing], spent: [9, 0]).isUsedUp)
        #expect(session([nothing], spent: [0]).isUsedUp)
    }

    @Test func `what is reserved is not spent`() {
        var session = Sample.session([native])
        session.reserve([Debit(.native, 10)])
        #expect(!session.isUsedUp)
        session.settle([Debit(.native, 10)], keeping: [])
        #expect(!session.isUsedUp)
    }

    @Test func `a session that grants something unmetered is not used up by its allowances`() {
        let unmetered: [Permission] = [
            .contractAccess(Sample.listed), .functionsOnContract(Sample.listed, [Sample.swap]),
            .accountFunctions([Sample.swap]), .functionsOnAllContracts([Sample.swap]),
            .functionsOnAllContracts([Selector(0), Sample.swap]),
        ]
        for permission in unmetered { #expect(!session([native, token, permission], spent: [10, 10]).isUsedUp) }
        #expect(!Sample.session([.root]).isUsedUp)
    }

    @Test func `a gas-limit that is used up ends everything`() {
        #expect(session([gas, .contractAccess(Sample.listed)], spent: [10]).isUsedUp)
        #expect(!session([gas, .contractAccess(Sample.listed)], spent: [9]).isUsedUp)
        #expect(session([native, gas], spent: [0, 10]).isUsedUp)
    }

    @Test func `gas that is left over does not keep a session`() {
        #expect(session([native, gas], spent: [10, 0]).isUsedUp)
    }

    @Test func `a gas-limit of zero ends nothing`() {
        let none = Permission.gasLimit(0)
        #expect(!session([native, none], spent: [9, 0]).isUsedUp)
        #expect(!session([none, .contractAccess(Sample.listed)], spent: [0]).isUsedUp)
        #expect(session([native, none], spent: [10, 0]).isUsedUp)
    }
}
