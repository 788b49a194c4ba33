@testable import ControlProtocol
import SessionKeys
import Testing

/// What is written, to the byte.
struct JSONWriterTests {
    private func written(_ body: (inout JSONWriter) throws -> Void) rethrows -> String {
        var writer = JSONWriter()
        try body(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func `commas stand between values and nowhere else`() {
        let text = written { writer in
            writer.object { writer in
                writer.member("id", integer: 5)
                writer.member("code", string: "x")
                writer.object("empty") { _ in }
                writer.array("list") { writer in
                    writer.array { _ in }
                    writer.array { writer in writer.null() }
                    writer.object { writer in writer.member("a", bool: true) }
                    writer.bool(false)
                    writer.raw("[1,2]".utf8)
                }
                writer.member("inner", string: "y")
                writer.key(named: "ke\"y")
                writer.integer(0)
            }
        }
        #expect(
            text == #"{"id":5,"code":"x","empty":{},"list":[[],[null],{"a":true},false,[1,2]],"#
                + #""inner":"y","ke\"y":0}"#)
    }

    @Test func `lines follow each other`() {
        let text = written { writer in
            writer.object { writer in writer.member("id", integer: 1) }
            writer.endLine()
            writer.array { _ in }
            writer.endLine()
        }
        #expect(text == "{\"id\":1}\n[]\n")
    }

    @Test func `braces and what JSON demands are escaped in strings`() {
        let text = written { writer in writer.string("{a}\"\\\u{8}\t\n\u{C}\r\u{0}\u{1F}\u{7F}/é€𝄞") }
        #expect(text == #""\u007ba\u007d\"\\\b\t\n\f\r\u0000\u001f\#u{7F}/é€𝄞""#)
        #expect(
            written {
                $0.object {
                    $0.key(named: "}"); $0.null()
                }
            } == #"{"\u007d":null}"#)
    }

    @Test(arguments: [0, 7, -7, 10, 1_700_000_000, .max, .min] as [Int64])
    func `integers are written in decimal`(_ value: Int64) {
        #expect(written { $0.integer(value) } == "\(value)")
    }

    @Test func `bytes and quantities are written in hexadecimal`() {
        #expect(written { $0.hex([]) } == #""0x""#)
        #expect(written { $0.hex([0x00, 0x0F, 0xA9, 0xFF]) } == #""0x000fa9ff""#)
        for value in [0, 1, 15, 16, 255, 256, 0xABC, .max] as [UInt64] {
            let text = written { writer in writer.object { $0.member("n", quantity: value) } }
            #expect(text == #"{"n":"0x\#(String(value, radix: 16))"}"#)
        }
        let (zeros, ones) = (String(repeating: "0", count: 32), String(repeating: "f", count: 32))
        let amounts: [(Amount, String)] = [
            (.zero, "0x0"), (Amount(low: 1), "0x1"), (Amount(low: .max), "0x\(ones)"),
            (Amount(high: 1, low: 0), "0x1\(zeros)"), (Amount(high: 0xF0, low: 0xAB), "0xf0\(zeros.dropLast(2))ab"),
            (.maximum, "0x\(ones)\(ones)"),
        ]
        for (amount, digits) in amounts {
            let text = written { writer in writer.object { $0.member("n", amount: amount) } }
            #expect(text == #"{"n":"\#(digits)"}"#)
        }
    }

    @Test func `a value is repeated as written but for white space and braces`() throws {
        let text = " { \"a b\" : [ 1.0e5 , \"{ \\\" } \\\\\" , \"\\u007b\\/\" ] , \"c\" : { } } "
        let value = try JSONDocument(parsing: Array(text.utf8)).root
        #expect(
            written { writer in writer.object { $0.member("echo", value: value) } }
                == #"{"echo":{"a b":[1.0e5,"\u007b \" \u007d \\","\u007b\/"],"c":{}}}"#)
    }

    @Test func `an error of the body passes through`() {
        struct Refusal: Error {}
        #expect(throws: Refusal.self) { try written { writer in try writer.array { _ in throw Refusal() } } }
    }
}
