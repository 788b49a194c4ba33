@testable import ControlProtocol
import Testing

/// What a document's values tell.
struct JSONValueTests {
    private func parse(_ text: String) throws -> JSONValue {
        try JSONDocument(parsing: Array(text.utf8)).root
    }

    @Test func `each value knows its kind`() throws {
        let kinds = try parse(#"[{},[],"",0,true,false,null]"#).elements.map(\.kind)
        #expect(kinds == [.object, .array, .string, .number, .true, .false, .null])
    }

    @Test(arguments: [
        (#""plain""#, "plain"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041é\u20ac""#, "Aé€"),
        (#""x\ud834\udd1ey""#, "x𝄞y"), (#""\udbff\udfff""#, "\u{10FFFF}"), (#""\u0000""#, "\u{0}"),
    ])
    func `a string is told decoded`(_ text: String, _ expected: String) throws {
        let value = try parse(text)
        #expect(value.string == expected)
        #expect(value.withText { text in text.indices.map { text[$0] } } == Array(expected.utf8))
        #expect(value.matches(expected))
        #expect(!value.matches(expected + "x"))
        #expect(!value.matches("y" + expected.dropFirst()))
    }

    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("7", 7), ("-12", -12), ("9223372036854775807", .max), ("-9223372036854775808", .min),
            ("9223372036854775808", nil), ("-9223372036854775809", nil), ("99999999999999999999", nil), ("1.0", nil),
            ("1e3", nil), ("10E0", nil), ("\"1\"", nil), ("true", nil), ("[1]", nil),
        ] as [(String, Int64?)])
    func `only a number written as an integer is one`(_ text: String, _ expected: Int64?) throws {
        #expect(try parse(text).integer == expected)
    }

    @Test func `a value of another kind tells nothing`() throws {
        for text in ["{}", "[]", "1", "true", "null"] { #expect(try parse(text).string == nil, "\(text)") }
        for text in ["{}", "[]", "1", "\"true\"", "null"] { #expect(try parse(text).bool == nil, "\(text)") }
        for text in ["[\"a\"]", "1", "\"a\"", "null"] { #expect(try parse(text)["a"] == nil, "\(text)") }
        for text in ["\"x\"", "1", "null"] { #expect(try parse(text).count == 0, "\(text)") }
        #expect(try !parse("null").matches("null"))
    }

    @Test func `members come in the order of the text`() throws {
        let value = try parse(#" { "b" : [1, {"x": 2}] , "a" : {"b": 3} , "\u0063" : null } "#)
        #expect(value.count == 3)
        #expect(value.members.map { $0.key.string } == ["b", "a", "c"])
        #expect(value["b"]?.count == 2)
        #expect(value["b"]?.elements.map { String(decoding: $0.rawBytes, as: UTF8.self) } == ["1", #"{"x": 2}"#])
        #expect(value["a"]?["b"]?.integer == 3)
        #expect(value["c"]?.kind == .null)
        #expect(value["x"] == nil)
    }

    @Test func `two spellings of a value have one canonical form`() throws {
        let one = try parse(#"{"b":[1.0,"\u0041\/\u00e9\n\u001f\u007b"],"a":{"d":1,"c":{}},"é":[],"z":[[],[null]]}"#)
        let other = try parse(
            " {\"z\": [ [],[null]],\"\\u00e9\":[ ],\"a\":{\"c\" :{},\"d\":1},\"b\":[1.0,\"A/é\\u000A\\u001F{\"]} ")
        #expect(
            String(decoding: one.canonicalBytes(), as: UTF8.self)
                == "{\"a\":{\"c\":{},\"d\":1},\"b\":[1.0,\"A/é\\n\\u001f{\"],\"z\":[[],[null]],\"é\":[]}")
        #expect(one.canonicalBytes() == other.canonicalBytes())
    }

    @Test func `a value outlives its document`() throws {
        #expect(try parse(#"{"a":["x"]}"#)["a"]?.elements.first { _ in true }?.string == "x")
    }
}
