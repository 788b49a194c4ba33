import ControlProtocol
import Testing

/// Values as a described form wants them.
enum Sample {
    /// A value that fits a JSON Schema, as far as the daemon's document uses it.
    static func value(of schema: JSONValue) throws -> String {
        if let first = schema["enum"]?[0] { return first.text }
        switch schema["type"]?.string {
        case "string": return try text(schema["pattern"]?.string)
        case "integer": return try #require(schema["minimum"]).text
        case "boolean": return "true"
        case "array": return "[\(try value(of: try #require(schema["items"])))]"
        case "object": return try object(schema)
        case let other: throw UnknownSchema(type: other ?? "none")
        }
    }

    /// A value with an unknown field inside, and the place of that object; `nil` for a schema without objects.
    static func surprise(in schema: JSONValue) throws -> (value: String, place: String)? {
        switch schema["type"]?.string {
        case "array":
            guard let (value, place) = try surprise(in: try #require(schema["items"])) else { return nil }
            return ("[\(value)]", "[0]\(place)")
        case "object" where schema["additionalProperties"]?.bool == false:
            let object = try object(schema)
            return (object.dropLast() + (object == "{}" ? "" : ",") + #""surprise":1}"#, "")
        default: return nil
        }
    }

    /// A schema of a kind that the document has no use for.
    struct UnknownSchema: Error {
        let type: String
    }

    private static func object(_ schema: JSONValue) throws -> String {
        let required = schema["required"].map { $0.elements.compactMap(\.string) } ?? []
        let members = try required.map { name in
            "\"\(name)\":\(try value(of: try #require(schema["properties"]?[name])))"
        }
        return "{\(members.joined(separator: ","))}"
    }

    private static func text(_ pattern: String?) throws -> String {
        guard let pattern else { return "\"a\"" }
        let expression = try Regex(pattern)
        let candidates = ["0x1", "0x", "1"] + [8, 32, 40].map { "0x" + String(repeating: "1", count: $0) }
        let fitting = try #require(candidates.first { $0.wholeMatch(of: expression) != nil }, "\(pattern)")
        return "\"\(fitting)\""
    }
}
