/// A value that is bound to a statement.
enum Value {
    case null
    case integer(Int64)
    case blob([UInt8])
    case text(String)

    /// The value, or NULL.
    static func optional(_ integer: Int64?) -> Value { integer.map(Value.integer) ?? .null }

    /// The value, or NULL.
    static func optional(_ bytes: [UInt8]?) -> Value { bytes.map(Value.blob) ?? .null }

    /// The value, or NULL.
    static func optional(_ text: String?) -> Value { text.map(Value.text) ?? .null }
}
