import ControlProtocol
import SessionKeys

/// A permission of a session, as it was given at its creation.
struct PermissionAnswer {
    /// The type's name on the wire, also where we do not know it.
    let name: String
    let address: String?
    let amount: Amount?
    let functions: [String]

    /// Reads a permission.
    init(_ value: JSONValue) {
        name = value.text("type") ?? "?"
        let data = value["data"]
        address = data?.text("address")
        amount = data?.amount("allowance") ?? data?.amount("limit")
        functions = data?.list("functions").compactMap { $0.string.map(ShownText.of) } ?? []
    }

    /// The type, where it is one that we know.
    var type: PermissionType? { PermissionType(rawValue: name) }
}
