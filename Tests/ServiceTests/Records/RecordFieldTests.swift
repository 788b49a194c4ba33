import TestSupport
import Testing

@testable import Service

/// The fields of records, and the document that lists them.
struct RecordFieldTests {
    @Test func `the table in operations lists every field once, and no other`() throws {
        let tables = try ProjectDocument("docs/operations.md").tables(of: "field")
        let listed = tables.joined().joined(separator: ",").split { "`, ".contains($0) }.map(String.init)
        #expect(listed.sorted() == RecordField.allCases.map(\.rawValue).sorted())
    }
}
