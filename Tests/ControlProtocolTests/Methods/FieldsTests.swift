@testable import ControlProtocol
import SessionKeys
import Testing

@Suite struct FieldsTests {
    /// The table itself, and those of the objects that it holds.
    private func tables(_ fields: [Field]) -> [[Field]] { [fields] + fields.flatMap { tables($0.schema) } }

    private func tables(_ schema: Schema) -> [[Field]] {
        switch schema {
        case .object(let fields, _): tables(fields)
        case .list(let element, _, _): tables(element)
        case .text, .label, .integer, .boolean, .choice, .anyObject: []
        }
    }

    @Test func `no table has more fields than are looked for`() {
        let ofMethods = Method.allCases.flatMap { method in
            switch method.parameters {
            case .object(let fields), .positions(let fields): tables(fields)
            }
        }
        let all = ofMethods + PermissionType.allCases.compactMap(Fields.data)
        #expect(all.count > 20)
        #expect(all.map(\.count).max() == FieldPlaces.limit)
    }
}
