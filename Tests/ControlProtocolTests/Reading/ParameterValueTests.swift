import ControlProtocol
import SessionKeys
import Testing

@Suite("A chain of a request") struct ParameterValueTests {
    private func chain(_ text: String) throws -> UInt64? {
        let parameters = try JSONDocument(parsing: Array(#"{"chainId":"\#(text)"}"#.utf8)).root
        return try ParameterReader(parameters, fields: [.optional("chainId", .chainID)]).optionalChainID("chainId")
    }

    private static let chains: [(text: String, number: UInt64)] = [
        ("0x1", 1), ("0x01", 1), ("0x0089", 137), ("0x\(String(repeating: "0", count: 64))1", 1),
        ("0x\(String(repeating: "0", count: 1000))aF", 175), ("0xffffffffffffffff", .max),
        ("0x00ffffffffffffffff", .max),
    ]

    @Test(arguments: chains)
    func `may have any number of leading zeros`(text: String, number: UInt64) throws {
        #expect(try chain(text) == number)
    }

    @Test(arguments: ["0x", "0x0", "0x000", "1", "", "0X1", "0x1g", "0x-1", "0x 1", "0x10000000000000000"])
    func `is from 1 to 2^64 - 1, in hexadecimal digits`(text: String) {
        #expect(throws: ValueFault.self) { try chain(text) }
    }
}
