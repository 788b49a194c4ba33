@testable import ControlProtocol
import SessionKeys
import Testing

@Suite struct FieldsTests {
    /// The table itself, and those of the objects that it holds.
    private func tables(_ table: FieldTable) -> [FieldTable] { [table] + table.fields.flatMap { tables($0.schema) } }

    private func tables(_ schema: Schema) -> [FieldTable] {
        switch schema {
        case .object(let table, _): tables(table)
        case .list(let element, _, _): tables(element)
        case .text, .label, .integer, .boolean, .choice, .anyObject: []
        }
    }

    private var all: [FieldTable] {
        let ofMethods = Method.allCases.flatMap { method in
            switch method.parameters {
            case .object(let table), .positions(let table): tables(table)
            }
        }
        return ofMethods + PermissionType.allCases.compactMap(Fields.data)
    }

    @Test func `no table has more fields than there are places`() {
        #expect(all.count > 20)
        #expect(all.map(\.fields.count).max() == FieldTable.limit)
    }

    @Test func `every field is found by its name, and no other`() {
        for table in all {
            for (place, field) in table.fields.enumerated() { #expect(table.place(of: field.name) == place) }
            for name: StaticString in ["", "x", "sessionIdentifier", "callDatA"] {
                #expect(table.place(of: name) == nil)
            }
        }
    }

    @Test func `names that share a mark are told apart`() {
        let table: FieldTable = [
            .optional("xa", .address), .optional("ya", .address), .optional("za", .address),
        ]
        #expect(table.place(of: "xa") == 0 && table.place(of: "ya") == 1 && table.place(of: "za") == 2)
        #expect(table.place(of: "wa") == nil)
    }
}
