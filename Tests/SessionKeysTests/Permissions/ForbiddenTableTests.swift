import SessionKeys
import Testing
import TestSupport

/// The tables 1.5 and 1.6 of the rules, written out once more.
struct ForbiddenTableTests {
    static let targets = [
        "0000000000000000000000000000000000000000",
        "5FF137D4b0FDCD49DcA30c7CF57E578a026d2789",
        "0000000071727De22E5E9d8BAf0edAc6f37da032",
        "4337084D9E255Ff0702461CF8895CE9E3b5Ff108",
        "433709009B8330FDa32311DF1C2AFA402eD8D009",
        "00000000000017c61b5bEe81050EC8eFc9c6fecd",
        "00000000000099DE0BF6fA90dEB851E2A2df7d83",
        "00000000003e826473a313e600b5b9b791f5a59a",
        "0000000000002311EEE9A2B887af1F144dbb4F6e",
        "00000000000001e541f0D090868FBe24b59Fbe06",
        "00000000000082B8e2012be914dFA4f62A0573eA",
        "0000000000001aA7A7F7E29abe0be06c72FD42A1",
        "0000000000001D9d34E07D9834274dF9ae575217",
    ]

    static let accountSelectors = [
        "b61d27f6", "34fcd5be", "8dd7712f", "19822f7c", "5998db5c", "f2680c0f", "1bbf564c", "b6b1ccfe", "001a63e9",
        "1d37e7d6", "93b1dc61", "0b7cad71", "4f1ef286", "30009d52",
    ]

    @Test(arguments: targets)
    func `what could lift the session's limits is no target, no token and no account`(digits: String) {
        let address = Sample.address(digits)
        let expected = "target_forbidden permissions[1].data.address"
        for permission: Permission in [
            .contractAccess(address), .functionsOnContract(address, [Sample.swap]),
            .erc20TokenTransfer(token: address, allowance: 1),
        ] {
            #expect(fault(Sample.definition([.contractAccess(Sample.listed), permission])) == expected)
        }
        #expect(fault(Sample.definition([.root], account: address)) == "malformed_value account")
    }

    @Test(arguments: targets)
    func `no wildcard reaches what could lift the session's limits`(digits: String) {
        let address = Sample.address(digits)
        let wildcards = Sample.session([
            .nativeTokenTransfer(allowance: 5), .functionsOnAllContracts([Selector(0), Sample.swap]),
        ])
        #expect(wildcards.judge([Call(to: address)]) == ["target_forbidden 0"])
        #expect(wildcards.judge([.naming(Sample.swap, on: address)]) == ["target_forbidden 0"])
        #expect(wildcards.judge([Call(to: address, data: [1])]) == ["target_forbidden 0"])
        #expect(
            Sample.session([.nativeTokenTransfer(allowance: 5)]).judge([Call(to: address)]) == ["target_forbidden 0"])
        #expect(Sample.session([.root]).judge([Call(to: address, value: 1)]) == [])
    }

    @Test func `a neighbour of a forbidden address is an address like any other`() throws {
        for digits in Self.targets {
            var bytes = Sample.address(digits).bytes
            bytes[19] ^= 1
            let neighbour = try #require(Address(bytes: bytes[...]))
            #expect(fault(Sample.definition([.contractAccess(neighbour)])) == nil)
        }
    }

    @Test(arguments: accountSelectors)
    func `no account-functions hold what would lift the session's limits`(digits: String) {
        let selector = Sample.selector(digits)
        #expect(
            fault(Sample.definition([.accountFunctions([Sample.swap, selector])]))
                == "selector_forbidden permissions[0].data.functions[1]")
        // On another contract it is a function like any other.
        #expect(fault(Sample.definition([.functionsOnAllContracts([selector])])) == nil)
        #expect(fault(Sample.definition([.functionsOnContract(Sample.listed, [selector])])) == nil)
    }
}
