@testable import ControlProtocol
import Testing

/// What leashd refuses although the grammar allows it.
struct JSONLimitsTests {
    @Test func `nesting is allowed up to the limit`() throws {
        _ = try JSONDocument(parsing: nested(32))
        #expect(throws: JSONError.tooDeep(limit: 32)) { try JSONDocument(parsing: nested(33)) }
        _ = try JSONDocument(parsing: Array("[1]".utf8), maximumDepth: 1)
        #expect(throws: JSONError.tooDeep(limit: 1)) { try JSONDocument(parsing: nested(2), maximumDepth: 1) }
        #expect(throws: JSONError.tooDeep(limit: 0)) { try JSONDocument(parsing: nested(1), maximumDepth: 0) }
    }

    @Test func `depth costs no stack`() throws {
        let document = try JSONDocument(parsing: nested(200_000), maximumDepth: 200_000)
        #expect(document.root.canonicalBytes() == nested(200_000))
        #expect(throws: JSONError.self) {
            try JSONDocument(parsing: Array(repeating: UInt8(ascii: "["), count: 200_000), maximumDepth: 200_000)
        }
    }

    @Test(arguments: [
        (#"{"a":1,"a":1}"#, "a", 7), (#"{"a":1,"b":{},"\u0061":3}"#, "a", 14), (#"{"":0,"":0}"#, "", 6),
        (#"{"\u0061":1,"b":{},"a":3}"#, "a", 19),
        (#"{"maxPriorityFeePerGas":1,"z":2,"maxPriorityFeePerGas":3}"#, "maxPriorityFeePerGas", 32),
        (#"[{"x":{"é":1,"\u00e9":2}}]"#, "é", 14), (#"{"a":{"b":1},"c":{"b":1,"d":[1,2],"b":0}}"#, "b", 34),
    ])
    func `a key that stands twice is refused`(_ text: String, _ key: String, _ position: Int) {
        #expect(throws: JSONError.duplicateKey(key, at: position)) { try JSONDocument(parsing: Array(text.utf8)) }
    }

    @Test func `keys that only look alike are two`() throws {
        let document = try JSONDocument(parsing: Array("{\"\u{E9}\":1,\"e\u{301}\":2}".utf8))
        #expect(document.root["\u{E9}"]?.integer == 1)
        #expect(document.root["e\u{301}"]?.integer == 2)
    }

    @Test(arguments: [2, 15, 16, 17, 18, 50_000])
    func `a key that stands twice is found among any number`(_ count: Int) throws {
        let members = (0..<count).map { "\"key \($0)\":[\($0)]" }
        let distinct = Array("{\(members.joined(separator: ","))}".utf8)
        #expect(try JSONDocument(parsing: distinct).root.count == count)
        let repeated = Array("{\(members.joined(separator: ",")),\"\\u006bey \(count / 2)\":0}".utf8)
        #expect(throws: JSONError.duplicateKey("key \(count / 2)", at: distinct.count)) {
            try JSONDocument(parsing: repeated)
        }
    }

    @Test func `what is no JSON is said before a key that stands twice`() {
        #expect(throws: JSONError.malformed(at: 13, expected: "the end of the input")) {
            try JSONDocument(parsing: Array(#"{"a":1,"a":1}}"#.utf8))
        }
    }

    private func nested(_ depth: Int) -> [UInt8] {
        Array(repeating: UInt8(ascii: "["), count: depth) + Array(repeating: UInt8(ascii: "]"), count: depth)
    }
}
