import SessionKeys
import Testing
import TestSupport

/// Each code of rules 1.3, with the path of the offending value.
struct CreationRuleTests {
    private static let native = Permission.nativeTokenTransfer(allowance: 5)
    private static let access = Permission.contractAccess(Sample.listed)

    @Test(
        arguments: [
            [native], [.erc20TokenTransfer(token: Sample.token, allowance: 0)], [access],
            [.accountFunctions([Sample.swap])], [.functionsOnAllContracts([Sample.swap])],
            [.functionsOnContract(Sample.listed, [Sample.swap])], [.root], [native, .gasLimit(0), access],
        ] as [[Permission]])
    func `each type may be granted`(permissions: [Permission]) {
        #expect(fault(permissions) == nil)
    }

    @Test func `an account at which no session can be installed is a malformed value`() {
        #expect(fault(Sample.definition([.root], account: .zero)) == "malformed_value account")
        #expect(fault(Sample.definition([Self.access], account: .zero)) == "malformed_value account")
    }

    @Test(arguments: [[], [.gasLimit(5)]] as [[Permission]])
    func `a session that would grant nothing is refused`(permissions: [Permission]) {
        #expect(fault(permissions) == "permissions_empty permissions")
    }

    @Test(
        arguments: [
            ([.root, .root], 1), ([.root, .gasLimit(5)], 1), ([.gasLimit(5), .root], 1), ([native, access, .root], 2),
            ([native, .root, access], 1), ([.root, native, .root], 1),
        ] as [([Permission], Int)])
    func `root stands alone`(permissions: [Permission], late: Int) {
        #expect(fault(permissions) == "root_not_alone permissions[\(late)]")
    }

    @Test(
        arguments: [
            [native, native], [native, .gasLimit(1), .gasLimit(2)],
            [
                .erc20TokenTransfer(token: Sample.token, allowance: 1), native,
                .erc20TokenTransfer(token: Sample.token, allowance: 1),
            ],
        ] as [[Permission]])
    func `two allowances for one thing are one too many`(permissions: [Permission]) {
        #expect(fault(permissions) == "duplicate_permission permissions[\(permissions.count - 1)]")
    }

    @Test(
        arguments: [
            [access, access], [access, native, .functionsOnContract(Sample.listed, [Sample.swap])],
            [.functionsOnContract(Sample.listed, [Sample.swap]), access],
            [.functionsOnContract(Sample.listed, [Sample.swap]), .functionsOnContract(Sample.listed, [Sample.mint])],
        ] as [[Permission]])
    func `an address is listed once`(permissions: [Permission]) {
        #expect(fault(permissions) == "duplicate_target permissions[\(permissions.count - 1)].data.address")
    }

    @Test func `letter case makes no second address`() {
        let lower = Sample.address("abcdefabcdefabcdefabcdefabcdefabcdefabcd")
        let upper = Sample.address("ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCD")
        #expect(
            fault([.contractAccess(lower), .contractAccess(upper)]) == "duplicate_target permissions[1].data.address")
    }

    @Test func `a token with an allowance may be listed too, and two tokens may have one each`() {
        let first = Permission.erc20TokenTransfer(token: Sample.token, allowance: 1)
        let second = Permission.erc20TokenTransfer(token: Sample.otherToken, allowance: 1)
        #expect(fault([first, second, .contractAccess(Sample.token)]) == nil)
        #expect(fault([.functionsOnContract(Sample.token, [.transfer]), first]) == nil)
    }

    @Test func `the account is no target and no token`() {
        let expected = "target_is_account permissions[1].data.address"
        #expect(fault([Self.native, .contractAccess(Sample.account)]) == expected)
        #expect(fault([Self.native, .functionsOnContract(Sample.account, [Sample.swap])]) == expected)
        #expect(fault([Self.native, .erc20TokenTransfer(token: Sample.account, allowance: 1)]) == expected)
    }

    @Test func `the selector of plain transfers stands only beside native-token-transfer, on all contracts`() {
        let zero = Selector(0)
        #expect(fault([.functionsOnAllContracts([Sample.swap, zero]), Self.native]) == nil)
        #expect(
            fault([.functionsOnAllContracts([Sample.swap, zero])])
                == "selector_forbidden permissions[0].data.functions[1]")
        #expect(
            fault([Self.native, .functionsOnContract(Sample.listed, [zero])])
                == "selector_forbidden permissions[1].data.functions[0]")
        #expect(
            fault([Self.native, .accountFunctions([zero])]) == "selector_forbidden permissions[1].data.functions[0]")
    }

    @Test func `a list names at least one function`() {
        for empty: Permission in [
            .accountFunctions([]), .functionsOnAllContracts([]), .functionsOnContract(Sample.listed, []),
        ] {
            #expect(fault([Self.native, empty]) == "functions_empty permissions[1].data.functions")
        }
    }

    @Test func `a list names a function once, and the account's functions are one list`() {
        let twice = [Sample.swap, Sample.mint, Sample.swap]
        for permission: Permission in [
            .accountFunctions(twice), .functionsOnAllContracts(twice), .functionsOnContract(Sample.listed, twice),
        ] {
            #expect(fault([permission]) == "functions_duplicate permissions[0].data.functions[2]")
        }
        #expect(
            fault([.accountFunctions([Sample.swap]), Self.access, .accountFunctions([Sample.mint, Sample.swap])])
                == "functions_duplicate permissions[2].data.functions[1]")
        #expect(fault([.accountFunctions([Sample.swap]), .accountFunctions([Sample.mint])]) == nil)
        #expect(fault([.functionsOnAllContracts([Sample.swap]), .functionsOnAllContracts([Sample.swap])]) == nil)
        #expect(fault([.accountFunctions([Sample.swap]), .functionsOnAllContracts([Sample.swap])]) == nil)
    }

    @Test func `an expiry is after now`() {
        let expiry = Sample.now + 60
        let definition = Sample.definition([Self.access], expirySec: expiry)
        #expect(fault(definition, at: expiry - 1) == nil)
        #expect(fault(definition, at: expiry) == "already_expired expirySec")
        #expect(fault(definition, at: expiry + 1) == "already_expired expirySec")
        #expect(fault(Sample.definition([Self.access], expirySec: 9_999_999_999)) == nil)
        #expect(fault(Sample.definition([Self.access])) == nil)
    }

    @Test func `a start is before the expiry, where there is one`() {
        let expiry = Sample.now + 60
        for start in [expiry, expiry + 1, Int64.max] {
            #expect(
                fault(Sample.definition([Self.access], expirySec: expiry, notBeforeSec: start))
                    == "already_expired notBeforeSec")
            #expect(fault(Sample.definition([Self.access], notBeforeSec: start)) == nil)
        }
        #expect(fault(Sample.definition([Self.access], expirySec: expiry, notBeforeSec: expiry - 1)) == nil)
        #expect(fault(Sample.definition([Self.access], expirySec: expiry, notBeforeSec: 1)) == nil)
    }

    @Test func `64 permissions and 64 functions are the most`() {
        let targets = (1...65).map { Permission.contractAccess(Address(high: 7, low: $0)) }
        let functions = (1...65).map { Selector(UInt32($0)) }
        #expect(fault(Array(targets.prefix(64))) == nil)
        #expect(fault(targets) == "too_many permissions")
        #expect(fault([.functionsOnAllContracts(Array(functions.prefix(64)))]) == nil)
        for permission: Permission in [
            .accountFunctions(functions), .functionsOnAllContracts(functions),
            .functionsOnContract(Sample.listed, functions),
        ] {
            #expect(fault([Self.native, permission]) == "too_many permissions[1].data.functions")
        }
    }
}
