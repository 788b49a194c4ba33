import SessionKeys
import TestSupport
import Testing

@testable import leashctl

@Suite struct LeashctlAmountTests {
    @Test(arguments: [
        ("0.5ether", "500000000000000000"), ("1eth", "1000000000000000000"), ("20gwei", "20000000000"),
        ("100wei", "100"), ("0x64", "100"), ("0", "0"), ("0.00", "0"),
        ("0.000000000000000001ether", "1"),
        ("1.500000000000000000000ether", "1500000000000000000"),
    ])
    func `native amounts are read exactly`(text: String, wei: String) throws {
        #expect(try AmountArgument.native(text).decimalText == wei)
    }

    @Test(arguments: [
        ("0.5", AmountFault.unitMissing("0.5")), ("100", .unitMissing("100")), ("5", .unitMissing("5")),
        ("1.5wei", .fractionOfWei("1.5wei")),
        ("5finney", .unitUnknown("5finney", unit: "finney")),
        ("0.0000000001gwei", .tooFine("0.0000000001", decimals: 9)), ("ether", .notNative("ether")),
        ("-1ether", .notNative("-1ether")),
        ("1.2.3ether", .notNative("1.2.3ether")), ("1.ether", .notNative("1.ether")),
        ("1e18wei", .unitUnknown("1e18wei", unit: "e18wei")),
        ("0x", .notNative("0x")), ("0xg", .notNative("0xg")),
    ])
    func `a native amount that is none is refused by name`(text: String, fault: AmountFault) {
        #expect(throws: fault) { try AmountArgument.native(text) }
    }

    @Test func `an amount beyond 256 bits is refused`() throws {
        let digits = String(repeating: "9", count: 60)
        #expect(throws: AmountFault.tooLarge(digits)) { try AmountArgument.native(digits + "ether") }
        let hex = "0x1" + String(repeating: "0", count: 64)
        #expect(throws: AmountFault.tooLarge(hex)) { try AmountArgument.whole(hex) }
        #expect(try AmountArgument.whole(Amount.maximum.decimalText) == .maximum)
    }

    @Test func `gas is refused beyond what the EntryPoint takes`() throws {
        let most = Gas.largestField.decimalText
        let beyond = try #require(Gas.largestField.adding(1)).decimalText
        #expect(try AmountArgument.gas(most) == Gas.largestField)
        #expect(try AmountArgument.gasFee(most + "wei") == Gas.largestField)
        #expect(throws: AmountFault.tooMuchGas(beyond)) { try AmountArgument.gas(beyond) }
        #expect(throws: AmountFault.tooMuchGas(beyond + "wei")) { try AmountArgument.gasFee(beyond + "wei") }
    }

    @Test func `token amounts count in whole tokens or in base units`() throws {
        let usdc = try TokenAmount("\(LeashctlFixtures.usdc)=1.5")
        #expect(try usdc.amount(decimals: nil, chain: 1) == Amount(low: 1_500_000))
        let other = try TokenAmount("\(LeashctlFixtures.token)=100")
        #expect(try other.amount(decimals: 6, chain: 1) == Amount(low: 100_000_000))
        #expect(
            try TokenAmount("\(LeashctlFixtures.token)=100units").amount(decimals: nil, chain: 1) == Amount(low: 100))
        #expect(throws: ArgumentFault.decimalsMissing("100", token: LeashctlFixtures.token)) {
            try other.amount(decimals: nil, chain: 1)
        }
    }

    @Test func `decimals that a well-known token does not have are refused`() throws {
        #expect(throws: ArgumentFault.decimalsWrong(given: 18, symbol: "USDC", decimals: 6)) {
            try TokenAmount("\(LeashctlFixtures.usdc)=1").amount(decimals: 18, chain: 1)
        }
    }

    @Test(arguments: [
        ("0", "0 ETH"), ("1", "1 wei"), ("20000000000", "20 gwei"), ("1500000", "0.0015 gwei"),
        ("500000000000000000", "0.5 ETH"), ("1000000000000", "0.000001 ETH"), ("12000000000000000000", "12 ETH"),
    ])
    func `wei are told in a unit that can be read`(wei: String, text: String) throws {
        #expect(Unit.native(chain: 1).text(try #require(Amount(decimal: wei))) == text)
    }

    @Test(arguments: [LeashctlFixtures.token, "no address"])
    func `one unit of a token is told as one`(address: String) {
        let unit = Denomination.unknown.unit(of: PermissionType.erc20TokenTransfer.rawValue, address: address)
        #expect(unit.text(1) == "1 unit of \(address)" && unit.text(2) == "2 units of \(address)")
    }

    @Test func `what was told of an amount reads back as the same amount`() throws {
        var generator = SeededGenerator(for: "what was told of an amount reads back as the same amount")
        for _ in 0..<500 {
            let decimals = Int(generator.next() % 40)
            let shift = UInt128(generator.next() % 128)
            let low = (UInt128(generator.next()) << 64 | UInt128(generator.next())) >> shift
            let amount = Amount(high: generator.next() % 4 == 0 ? UInt128(generator.next()) : 0, low: low)
            let text = amount.text(decimals: decimals)
            #expect(try DecimalNumber(text).scaled(by: decimals) == amount, "\(text) with \(decimals)")
        }
    }

    @Test func `a proportion is full or empty only where it is so`() {
        let whole = Amount(high: .max, low: .max)
        let almost = Amount(high: .max, low: .max - 1)
        #expect(Proportion(almost, of: whole).percentage == ">99%")
        #expect(Proportion(almost, of: whole).steps(of: 10) == 9)
        #expect(Proportion(Amount(low: 1), of: whole).percentage == "<1%")
        #expect(Proportion(Amount(low: 1), of: whole).steps(of: 10) == 1)
        #expect(Proportion(whole, of: whole).percentage == "100%")
        #expect(Proportion(.zero, of: .zero).percentage == "0%")
        #expect(Proportion(Amount(low: 2), of: Amount(low: 5)).percentage == "40%")
        #expect(Proportion(Amount(low: 2), of: Amount(low: 5)).steps(of: 10) == 4)
    }
}
