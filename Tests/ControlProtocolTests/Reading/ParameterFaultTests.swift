import ControlProtocol
import SessionKeys
import Testing

@Suite("A fault of a parameter") struct ParameterFaultTests {
    /// The fault of a call's target that is given as so much JSON.
    private func fault(of target: String) throws -> ValueFault? {
        let call = try JSONDocument(parsing: Array(#"{"to":\#(target)}"#.utf8)).root
        let reader = try ParameterReader(call, at: ParameterPath.root.member("calls").element(3), fields: Fields.call)
        do throws(ValueFault) {
            _ = try reader.address("to")
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        (#""0x12""#, #""0x12""#), (#""""#, #""""#), ("-1.50e3", "-1.50e3"), ("null", "null"), ("true", "true"),
        (#"{"a":1}"#, "an object"), ("[[]]", "an array"), ("\"a\u{202e}b\"", #""a\u{202e}b""#),
    ])
    func `names its place and the value`(target: String, words: String) throws {
        let fault = try #require(try fault(of: target))
        #expect(fault.path == "calls[3].to" && fault.code == .malformedValue)
        #expect(fault.message == "must be 0x and 40 hex digits, not \(words)")
    }

    @Test(arguments: ["x", "é", "日", "👧"])
    func `repeats the beginning of a value that is long`(letter: String) throws {
        func words(_ count: Int) throws -> String? {
            try fault(of: "\"\(String(repeating: letter, count: count))\"")?.message.split(separator: ", not ").last
                .map(String.init)
        }
        // With its quotes the one is as long as may be, and the other is not.
        #expect(try words(78) == "\"\(String(repeating: letter, count: 78))\"")
        #expect(try words(79) == "\"\(String(repeating: letter, count: 79))...")
        #expect(try words(100_000) == "\"\(String(repeating: letter, count: 79))...")
    }
}
