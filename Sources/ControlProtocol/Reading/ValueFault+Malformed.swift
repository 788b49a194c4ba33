package import SessionKeys

/// What breaks rules 1.1.
extension ValueFault {
    /// A fault in its own words.
    package static func malformed(_ path: String, _ message: String) -> ValueFault {
        ValueFault(.malformedValue, at: path, message)
    }

    /// A value that does not have the form it must have; its beginning is shown.
    package static func malformed(_ path: String, mustBe form: String, not value: JSONValue?) -> ValueFault {
        .malformed(path, "must be \(form)" + (value.map { ", not \($0.inWords)" } ?? ""))
    }
}

extension JSONValue {
    /// The value as it was written, its beginning where it is long; of a container only what it is.
    fileprivate var inWords: String {
        switch kind {
        case .object: return "an object"
        case .array: return "an array"
        case .string, .number, .true, .false, .null: break
        }
        return PrintableText.of(String(decoding: rawBytes, as: UTF8.self).beginning)
    }
}
