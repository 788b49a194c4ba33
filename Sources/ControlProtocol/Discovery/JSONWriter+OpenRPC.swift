/// The OpenRPC document, made from the tables that dispatch reads by.
extension JSONWriter {
    /// Writes the document of the methods that a socket offers.
    package mutating func openRPC(of socket: DaemonSocket) {
        object { document in
            document.member("openrpc", string: "1.3.2")
            document.object("info") { info in
                info.member("title", string: "leashd, \(socket.fileName)")
                info.member("version", string: Version.number)
                info.member("description", string: "Holds session keys to their limits.")
            }
            document.array("methods") { list in
                for method in Method.offered(on: socket) { list.description(of: method, at: socket) }
            }
        }
    }

    private mutating func description(of method: Method, at socket: DaemonSocket) {
        object { object in
            object.member("name", string: method.rawValue)
            object.member("summary", string: method.summary)
            object.key("params")
            switch method.parameters(at: socket) {
            case .object(let table):
                object.array { list in for field in table.fields { list.parameter(field) } }
                object.member("paramStructure", string: "by-name")
            case .positions(let table):
                object.array { list in for field in table.fields { list.parameter(field) } }
                object.member("paramStructure", string: "by-position")
            }
            object.object("result") { result in
                result.member("name", string: "result")
                result.object("schema") { $0.member("description", string: method.resultSummary) }
            }
        }
    }

    private mutating func parameter(_ field: Field) {
        object { object in
            object.member("name", string: "\(field.name)")
            object.member("required", bool: field.isRequired)
            object.key("schema")
            object.schema(field.schema)
        }
    }

    private mutating func schema(_ schema: Schema) {
        object { object in
            object.member("description", string: schema.description)
            switch schema {
            case .text(let pattern, _):
                object.member("type", string: "string")
                object.member("pattern", string: pattern)
            case .label(let lengths, _):
                object.member("type", string: "string")
                if lengths.lowerBound > 0 { object.member("minLength", integer: lengths.lowerBound) }
                object.member("maxLength", integer: lengths.upperBound)
            case .integer(let lower, let upper, _):
                object.member("type", string: "integer")
                object.member("minimum", integer: lower)
                object.member("maximum", integer: upper)
            case .boolean: object.member("type", string: "boolean")
            case .choice(let names, _):
                object.member("type", string: "string")
                object.array("enum") { list in for name in names { list.string(name) } }
            case .list(let element, let limit, _):
                object.member("type", string: "array")
                object.key("items")
                object.schema(element)
                if let limit { object.member("maxItems", integer: limit) }
            case .object(let table, _): object.properties(table)
            case .anyObject: object.member("type", string: "object")
            }
        }
    }

    private mutating func properties(_ table: FieldTable) {
        member("type", string: "object")
        object("properties") { properties in
            for field in table.fields {
                properties.key(field.name)
                properties.schema(field.schema)
            }
        }
        array("required") { list in
            for field in table.fields where field.isRequired { list.string("\(field.name)") }
        }
        member("additionalProperties", bool: false)
    }
}
