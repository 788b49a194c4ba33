import ControlProtocol
import SessionKeys
import Testing

@Suite("A user operation's factory") struct FactoryTests {
    private static let padded = "0x7702" + String(repeating: "0", count: 36)

    private func operation(factory: String) throws -> Operation {
        let text =
            #"{"userOperation":{"sender":"0x\#(String(repeating: "a", count: 40))","nonce":"0x1","#
            + #""callData":"0x12345678","factory":"\#(factory)"}}"#
        return try OperationReading.operation(
            ParameterReader(
                JSONDocument(parsing: Array(text.utf8)).root,
                fields: [.optional("userOperation", .object(Fields.userOperation, "a user operation"))]))
    }

    @Test func `may be the mark of EIP-7702, short or padded, which is the same operation`() throws {
        #expect(try operation(factory: "0x7702") == operation(factory: Self.padded))
        #expect(try operation(factory: "0x7702") != operation(factory: "0x" + String(repeating: "7", count: 40)))
    }

    @Test(arguments: ["0x7703", "0x07702", "0x", "0x77", "7702", "0X7702", "0x770200"])
    func `is no other short number`(text: String) {
        #expect(throws: ValueFault.self) { try operation(factory: text) }
    }
}
