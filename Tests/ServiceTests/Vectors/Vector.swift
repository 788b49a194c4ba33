import ControlProtocol
import Descriptors
import SessionKeys
import TestSupport
import Testing

/// A named case of the test vectors; `Tests/LedgerTests/Data/vectors/README.md` says what its fields mean.
struct Vector: Sendable, CustomTestStringConvertible {
    let name: String
    let value: JSONValue

    var testDescription: String { name }

    /// A request within a case, and what is expected of its answer.
    struct Step {
        let method: String
        let parameters: JSONValue
        let expected: JSONValue?
        let atSec: Int64?
        let socket: DaemonSocket
        /// What later steps call the id in the answer.
        let alias: String?

        init(_ value: JSONValue) throws {
            method = try #require(value["method"]?.string)
            parameters = try #require(value["params"])
            expected = value["expect"]
            atSec = value["at"]?.integer
            socket = value["socket"]?.string == "spend" ? .spend : .control
            alias = value["as"]?.string
        }
    }

    var startSec: Int64 { value["at"]?.integer ?? 0 }

    var steps: [Step] {
        get throws { try value["steps"]?.elements.map(Step.init) ?? [] }
    }

    var rules: LedgerRules {
        var rules = LedgerRules()
        let settings = value["settings"]
        if let seconds = settings?["reservationSec"]?.integer { rules.reservationSec = seconds }
        if let seconds = settings?["expiryMarginSec"]?.integer { rules.expiryMarginSec = seconds }
        if let limit = settings?["reservationLimit"]?.integer { rules.reservationLimit = Int(limit) }
        return rules
    }

    /// The cases of a file.
    static func all(in name: String) -> [Vector] {
        let path = ProjectFiles.path(of: "Tests/LedgerTests/Data/vectors/\(name).json")
        guard let bytes = try? File.read(path, limit: 1 << 24), let root = try? JSONDocument(parsing: bytes).root else {
            return []
        }
        return root.elements.map { Vector(name: $0["name"]?.string ?? "a case without a name", value: $0) }
    }
}
