@testable import ControlProtocol
import TestSupport

/// A JSON value as a tree, to say what a document should contain.
indirect enum JSONSample: Equatable {
    case object([Member])
    case array([JSONSample])
    case string(String)
    case integer(Int64)
    case number(String)
    case bool(Bool)
    case null

    struct Member: Equatable {
        let key: String
        let value: JSONSample
    }
}

// MARK: - To and from the code under test

extension JSONSample {
    /// What the reader found.
    init(_ value: JSONValue) {
        switch value.kind {
        case .object:
            self = .object(value.members.map { Member(key: $0.key.string ?? "", value: JSONSample($0.value)) })
        case .array: self = .array(value.elements.map { JSONSample($0) })
        case .string: self = .string(value.string ?? "")
        case .number:
            self = value.integer.map { .integer($0) } ?? .number(String(decoding: value.rawBytes, as: UTF8.self))
        case .true, .false: self = .bool(value.bool ?? false)
        case .null: self = .null
        }
    }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .object(let members):
            writer.object { writer in
                for member in members {
                    writer.key(named: member.key)
                    member.value.write(to: &writer)
                }
            }
        case .array(let elements): writer.array { writer in for element in elements { element.write(to: &writer) } }
        case .string(let text): writer.string(text)
        case .integer(let value): writer.integer(value)
        case .number(let text): writer.raw(text.utf8)
        case .bool(let value): writer.bool(value)
        case .null: writer.null()
        }
    }
}

// MARK: - Chance

extension JSONSample {
    static func random(depth: Int, using generator: inout SeededGenerator) -> JSONSample {
        switch Int.random(in: depth > 0 ? 0..<8 : 3..<8, using: &generator) {
        case 0: randomContainer(depth: depth, using: &generator)
        case 1, 2: randomObject(depth: depth, using: &generator)
        case 3: .integer(.random(in: .min ... .max, using: &generator) >> Int64.random(in: 0..<64, using: &generator))
        case 4: .number(["1e3", "-0.5", "1.0E-7", "18446744073709551616"].randomElement(using: &generator) ?? "0.1")
        case 5: .bool(.random(using: &generator))
        case 6: .null
        default: .string(randomText(using: &generator))
        }
    }

    static func randomContainer(depth: Int, using generator: inout SeededGenerator) -> JSONSample {
        guard Bool.random(using: &generator) else { return randomObject(depth: depth, using: &generator) }
        let count = Int.random(in: 0..<6, using: &generator)
        return .array((0..<count).map { _ in random(depth: depth - 1, using: &generator) })
    }

    private static func randomObject(depth: Int, using generator: inout SeededGenerator) -> JSONSample {
        // Now and then more members than are compared one by one.
        let count = Int.random(in: 0..<20, using: &generator) == 0 ? 40 : Int.random(in: 0..<6, using: &generator)
        return .object(
            (0..<count).map { index in
                let key = randomText(using: &generator) + "\(index)"
                return Member(key: key, value: random(depth: count > 20 ? 0 : depth - 1, using: &generator))
            })
    }

    static func randomText(using generator: inout SeededGenerator) -> String {
        let alphabet: [Character] = [
            "a", "7", "{", "}", "[", "\"", "\\", "\n", "\u{1}", "/", "é", "€", "𝄞", "\u{10FFFF}",
        ]
        let plain = String(repeating: "0123456789abcdef", count: Int.random(in: 0..<3, using: &generator))
        let count = Int.random(in: 0..<12, using: &generator)
        return plain + String((0..<count).map { _ in alphabet.randomElement(using: &generator) ?? "a" })
    }
}

// MARK: - Any spelling

extension JSONSample {
    /// The value as JSON with white space and escapes wherever chance puts them.
    func spelled(using generator: inout SeededGenerator) -> String {
        let text: String
        switch self {
        case .object(let members):
            let pieces = members.map {
                Self.string($0.key).spelled(using: &generator) + ":" + $0.value.spelled(using: &generator)
            }
            text = "{" + pieces.joined(separator: ",") + (pieces.isEmpty ? " }" : "}")
        case .array(let elements):
            text = "[" + elements.map { $0.spelled(using: &generator) }.joined(separator: ",") + "]"
        case .string(let value):
            text = "\"" + value.unicodeScalars.map { Self.spelled($0, using: &generator) }.joined() + "\""
        case .integer(let value): text = "\(value)"
        case .number(let value): text = value
        case .bool(let value): text = "\(value)"
        case .null: text = "null"
        }
        let spaces = ["", "", "", "", " ", "\n", "\r\n", "\t  "]
        let before = spaces.randomElement(using: &generator) ?? ""
        let after = spaces.randomElement(using: &generator) ?? ""
        return before + text + after
    }

    private static func spelled(_ scalar: Unicode.Scalar, using generator: inout SeededGenerator) -> String {
        let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
        guard mustEscape || Int.random(in: 0..<5, using: &generator) == 0 else { return String(scalar) }
        return String(scalar).utf16.map { unit in
            let digits = String(unit, radix: 16, uppercase: Bool.random(using: &generator))
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }
}
