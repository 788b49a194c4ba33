import ControlProtocol

/// An error as it came over the wire.
struct Failure: Equatable, CustomStringConvertible {
    let number: Int64
    let code: String?
    let path: String?
    let message: String

    /// The error of an answer; `nil` where it is none.
    init?(_ answer: JSONValue) {
        guard let error = answer["error"], let number = error["code"]?.integer else { return nil }
        self.number = number
        code = error["data"]?["code"]?.string
        path = error["data"]?["path"]?.string
        message = error["message"]?.string ?? ""
    }

    var description: String { "\(number) \(code ?? "-") at \(path ?? "-"): \(message)" }
}

extension JSONValue {
    /// The value as it was written.
    var text: String { String(decoding: rawBytes, as: UTF8.self) }

    /// The element at a place of an array.
    subscript(place: Int) -> JSONValue? {
        elements.enumerated().first { $0.offset == place }?.element
    }
}
