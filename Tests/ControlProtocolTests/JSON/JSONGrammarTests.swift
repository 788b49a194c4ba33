@testable import ControlProtocol
import Testing

/// What is JSON and what is not, by RFC 8259.
struct JSONGrammarTests {
    @Test(arguments: [
        "{}", "[]", " [ ] ", "\t{\r\n}\n", "null", "true", "false", "\"\"", "0", "-0", "7", "-12", "10", "0.0", "1.50",
        "1e5", "1E+5", "1e-05", "0e0", "-0.1e1", "123456789012345678901234567890", "[[[]]]", "[{}]", "{\"\":{}}",
        "[1,2 , 3]", "{\"a\":1,\"A\":2}", "{\"a\":{\"a\":{\"a\":[]}}}", "[null,true,false]", " 1 ",
        #""\"\\\/\b\f\n\r\t""#, #""A\u00e9\u20AC""#, #""\ud834\udd1e""#, #""\uDBFF\uDFFF""#, #""\u0000""#, #""\uFFFF""#,
        #""\\u12""#, #"["\\"]"#, "\"\u{7F}\"", "\"é€𝄞\u{10FFFF}\"", "\"\u{FEFF}\"", "\"0123456789abcdef\"",
        "\"012345\\n789abcdef\"",
    ])
    func `these are JSON`(_ text: String) throws {
        _ = try JSONDocument(parsing: Array(text.utf8))
    }

    @Test(arguments: [
        "", " ", "[", "]", "{", "}", "[}", "{]", "[1", "[1,", "[,", "[,1]", "[1,]", "[1,,2]", "[1 2]", "[1]]", "[]x",
        "{,}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{\"a\" 1}", "{\"a\"::1}", "{a:1}", "{1:1}", "{'a':1}", "{\"a\":1",
        "{\"a\":1 \"b\":2}", "{\"a\":1}{", "{} {}", "1 2", "nul", "nulll", "True", "tru", "truex", "NaN", "Infinity",
        "+1", "-", "--1", "01", "-01", "00", "1.", ".5", "-.5", "1.e1", "1e", "1e+", "1eE2", "1.2.3", "0x10", "1_000",
        "\"", "\"a", "\"\\", "\"\\\"", "'a'", "\"\t\"", "\"\n\"", "\"\u{0}\"", "\"\u{1F}\"", #""\a""#, #""\x41""#,
        #""\U0041""#, #""\u""#, #""\u004""#, #""\u004g""#, #""\u 041""#, #""\u-041""#, #""\ud800""#, #""\udc00""#,
        #""\ud800\ud800""#, #""\ud800x""#, #""\ud800\n""#, #""\ud834\u""#, #""\udd1e\ud834""#, "// note\n1", "/* */ 1",
        "\u{FEFF}1", "\u{A0}1", "\u{B}1", "\u{C}[]", "\u{0}", "[1]\u{0}", "é", "[é]", "#", "[1;2]", "{\"a\"=1}",
    ])
    func `these are not JSON`(_ text: String) {
        #expect(throws: JSONError.self) { try JSONDocument(parsing: Array(text.utf8)) }
    }

    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0xAF], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0xAF], [0xE0, 0x9F, 0xBF],
            [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xE2, 0x82, 0x28], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
            [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9D, 0x84], [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        ] as [[UInt8]])
    func `a string of other bytes than UTF-8 is refused where they begin`(_ text: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        for plain in [[], Array("plain".utf8), Array("plain and long".utf8)] {
            let document = [quote] + plain + text + [quote]
            #expect(throws: JSONError.invalidUTF8(at: 1 + plain.count)) { try JSONDocument(parsing: document) }
            #expect(throws: JSONError.invalidUTF8(at: 1 + plain.count)) {
                try JSONDocument(parsing: document.dropLast())
            }
        }
    }

    @Test(arguments: [
        ("[1,]", 3, "a value"), ("{\"a\" 1}", 5, "a colon"), ("{\"a\":1,}", 7, "a member's name in quotes"),
        ("[1 2]", 3, "a comma or a closing bracket"), ("{\"a\":1]", 6, "a comma or a closing brace"),
        ("[1.]", 3, "a digit"), ("[] []", 3, "the end of the input"), ("[tru]", 4, "true"),
        ("\"\\x\"", 2, "an escape sequence"), ("\"\\u00x0\"", 5, "four hexadecimal digits"),
        ("\"\\ud800\"", 2, "a whole surrogate pair"), ("\"ab", 3, "a closing quote"),
        ("\"a\nb\"", 2, "no raw control character in a string"),
    ])
    func `an error says where and what`(_ text: String, _ position: Int, _ expected: String) {
        #expect(throws: JSONError.malformed(at: position, expected: expected)) {
            try JSONDocument(parsing: Array(text.utf8))
        }
    }

    @Test func `every end of a document cut short is refused`() {
        let text = Array(#"{"a":[1,-2.5e3,true,null,"x\n\ud834\udd1eé"],"b":{"c":{}}}"#.utf8)
        for length in 0..<text.count {
            #expect(throws: JSONError.self) { try JSONDocument(parsing: Array(text[..<length])) }
        }
    }

    @Test func `a stop in each place of a word is found`() throws {
        for length in 0..<40 {
            let plain = String(repeating: "x", count: length)
            #expect(try JSONDocument(parsing: Array("\"\(plain)\"".utf8)).root.string == plain)
            #expect(try JSONDocument(parsing: Array("\"\(plain)\\n\"".utf8)).root.string == plain + "\n")
            #expect(try JSONDocument(parsing: Array("\"\(plain)é!\"".utf8)).root.string == plain + "é!")
        }
    }
}
