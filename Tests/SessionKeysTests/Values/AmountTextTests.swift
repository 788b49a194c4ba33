import SessionKeys
import Testing
import TestSupport

/// Amounts as text, on the wire and for people (rules 1.1).
struct AmountTextTests {
    private func wire(_ text: String) -> Amount? { Amount(wire: text.utf8Span.span) }

    @Test func `text agrees with a naive big integer and is read back the same`() {
        var generator = SeededGenerator(for: "amounts as text")
        let randoms = (0..<2000).map { _ in Amount.random(using: &generator) }
        for amount in Amount.boundaries + randoms {
            let naive = NaiveNumber(amount)
            let context: Comment = "seed \(generator.seed)"
            #expect(amount.decimalText == naive.text(base: 10), context)
            #expect(amount.description == amount.decimalText)
            #expect(wire("0x" + naive.text(base: 16)) == amount, context)
            #expect(wire("0x" + naive.text(base: 16).uppercased()) == amount, context)
            #expect(Amount(decimal: amount.decimalText) == amount, context)
        }
    }

    @Test func `zero is written as one digit`() {
        #expect(Amount.zero.decimalText == "0")
    }

    @Test func `leading zeros are read up to 64 digits`() {
        for count in 1...64 {
            let zeros = String(repeating: "0", count: count - 1)
            #expect(wire("0x\(zeros)7") == Amount(low: 7), "\(count) digits")
            #expect(wire("0x\(zeros)0") == .zero, "\(count) digits")
        }
        #expect(wire("0x0" + String(repeating: "f", count: 64)) == nil)
        #expect(wire("0x0" + String(repeating: "0", count: 64)) == nil)
        #expect(wire("0x" + String(repeating: "f", count: 64)) == .maximum)
    }

    @Test(arguments: [
        "", "0", "x", "0x", "0X", "0X1", "1", "12", "x1", "00x1", "-0x1", "+0x1", "0x-1", "0x+1", "0x 1", " 0x1",
        "0x1 ",
        "0x1\n", "0x1\0", "0x1_000", "0x1,0", "0x1.0", "0x1e+2", "0xg", "0x0x1", "0x١", "0xé", "0x１", "1x1", "ox1",
        "0x1000000000000000000000000000000000000000000000000000000000000000g", "NaN", "null", "#1", "0b1", "0o7",
    ])
    func `what is not 0x and hex digits is no amount`(text: String) {
        #expect(wire(text) == nil)
    }

    @Test func `an e is a digit and no exponent`() {
        #expect(wire("0x1e3") == Amount(low: 483))
    }

    @Test func `a stray byte at any place of 64 digits is found`() {
        for place in 0..<64 {
            for stray: UInt8 in [0x00, 0x2F, 0x3A, 0x40, 0x47, 0x60, 0x67, 0x80, 0xFF, 0x20] {
                var text = Array(("0x" + String(repeating: "a", count: 64)).utf8)
                text[2 + place] = stray
                #expect(Amount(wire: text.span) == nil, "byte \(stray) at digit \(place)")
            }
        }
    }

    @Test func `an amount is read from the middle of a message`() {
        let message = Array(#"{"value":"0x2a"}"#.utf8)
        #expect(Amount(wire: message.span.extracting(10..<14)) == Amount(low: 42))
    }

    @Test(arguments: ["", " ", "-1", "+1", "1 ", " 1", "1.0", "1e3", "0x1", "1_000", "١", "a"])
    func `what is not decimal digits is no decimal amount`(text: String) {
        #expect(Amount(decimal: text) == nil)
    }

    @Test func `decimal text ends where 256 bits do`() {
        let maximum = NaiveNumber(.maximum).text(base: 10)
        #expect(Amount(decimal: maximum) == .maximum)
        #expect(Amount(decimal: "000" + maximum) == .maximum)
        #expect(Amount(decimal: NaiveNumber.limit.text(base: 10)) == nil)
        #expect(Amount(decimal: maximum + "0") == nil)
    }
}
