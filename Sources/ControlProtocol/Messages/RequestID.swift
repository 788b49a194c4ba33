/// The id of a request as it came: the text of a JSON string, of a number or of null. An answer repeats it.
///
/// It is kept by itself, so that a message can be let go of once it has been understood, by the thread that read it.
package struct RequestID: Sendable {
    /// Its JSON text as an answer repeats it: quotes and escapes included, braces escaped.
    package let json: String

    /// The id that a value is; `nil` where it can be none.
    init?(_ value: JSONValue) {
        switch value.kind {
        case .number, .null: json = String(decoding: value.rawBytes, as: UTF8.self)
        case .string:
            var writer = JSONWriter()
            writer.reserveCapacity(value.rawBytes.count)
            writer.value(value)
            json = String(decoding: writer.bytes, as: UTF8.self)
        case .object, .array, .true, .false: return nil
        }
    }
}
