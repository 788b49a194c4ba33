import ControlProtocol
import SessionKeys
import TestSupport
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

    @Test(arguments: [("valu", " (did you mean value?)"), ("VALUE", " (did you mean value?)"), ("amount", "")])
    func `names the field that may have been meant`(name: String, hint: String) throws {
        let call = try JSONDocument(parsing: Array(#"{"to":"0x","\#(name)":1}"#.utf8)).root
        let fault = #expect(throws: ValueFault.self) {
            _ = try ParameterReader(call, fields: Fields.call).path(of: "to")
        }
        #expect(fault?.path == name && fault?.message == "is no field that is known here\(hint)")
    }

    @Test func `says what a time counts`() throws {
        let session = Wire.session(expirySec: 1_796_080_000_000)
        let parameters = try JSONDocument(parsing: Array(session.utf8)).root
        let fault = #expect(throws: ValueFault.self) { try CreationReading.definition(parameters) }
        #expect(fault?.message == "must be Unix time in whole seconds from 0 to 9999999999, not 1796080000000")
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
