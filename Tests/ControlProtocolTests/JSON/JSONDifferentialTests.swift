@testable import ControlProtocol
import FoundationEssentials
import Testing
import TestSupport

/// Our reader beside another one, on documents that are nearly right.
struct JSONDifferentialTests {
    @Test func `a damaged document is judged as JSONDecoder judges it`() {
        var generator = SeededGenerator(for: "a damaged document is judged as JSONDecoder judges it")
        var (accepted, refused) = (0, 0)
        for round in 0..<1_000 {
            let text = JSONSample.randomContainer(depth: 3, using: &generator).spelled(using: &generator)
            var bytes = Array(text.utf8)
            for _ in 0..<Int.random(in: 0..<3, using: &generator) { damage(&bytes, using: &generator) }
            switch compare(bytes, round: round) {
            case true?: accepted += 1
            case false?: refused += 1
            case nil: break
            }
        }
        #expect(accepted > 100 && refused > 100)
    }

    /// - Returns: whether both accept it, or `nil` where they are not to be compared.
    private func compare(_ bytes: [UInt8], round: Int) -> Bool? {
        // A zero byte or a byte order mark makes the decoder guess at another encoding.
        guard !bytes.contains(0), !bytes.starts(with: [0xEF]), !bytes.contains(0xFE), !bytes.contains(0xFF) else {
            return nil
        }
        let theirs = try? JSONDecoder().decode(DecodedSample.self, from: Data(bytes)).sample
        let text = String(decoding: bytes, as: UTF8.self)
        do {
            let ours = DecodedSample.comparable(JSONSample(try JSONDocument(parsing: bytes).root))
            guard let ours else { return nil }
            #expect(theirs.map { $0.isSame(as: ours) } == true, "accepted by us alone, round \(round): \(text)")
            return true
        } catch {
            switch error {
            case .malformed(let position, _) where isTrailingComma(before: position, in: bytes): return nil
            case .malformed, .invalidUTF8:
                #expect(theirs == nil, "\(error), but not to JSONDecoder, round \(round): \(text)")
                return false
            case .duplicateKey, .tooDeep: return nil
            }
        }
    }

    /// JSONDecoder takes a comma before a closing bracket; RFC 8259 does not.
    private func isTrailingComma(before position: Int, in bytes: [UInt8]) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "]") || bytes[position] == UInt8(ascii: "}")
        else { return false }
        return bytes[..<position].last { !JSONText.isWhiteSpace($0) } == UInt8(ascii: ",")
    }

    private func damage(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
        let position = Int.random(in: 0..<max(1, bytes.count), using: &generator)
        let alphabet = Array("{}[]\":,\\0159-+.eEu tfnd\n/".utf8) + [0x1F, 0x7F, 0x80, 0xA9, 0xC3, 0xED, 0xF4]
        let byte = alphabet.randomElement(using: &generator) ?? 0x20
        guard position < bytes.count else { return bytes.append(byte) }
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes.remove(at: position)
        case 1: bytes.insert(byte, at: position)
        case 2: bytes[position] = byte
        default: bytes.removeSubrange(position..<min(bytes.count, position + 3))
        }
    }
}

/// Whatever JSONDecoder finds, its numbers as it rounds them.
private struct DecodedSample: Decodable {
    let sample: JSONSample

    private struct Key: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        if let object = try? decoder.container(keyedBy: Key.self) {
            sample = .object(
                try object.allKeys.map { key in
                    .init(key: key.stringValue, value: try object.decode(DecodedSample.self, forKey: key).sample)
                })
        } else if var array = try? decoder.unkeyedContainer() {
            var elements: [JSONSample] = []
            while !array.isAtEnd { elements.append(try array.decode(DecodedSample.self).sample) }
            sample = .array(elements)
        } else {
            sample = try Self.scalar(decoder.singleValueContainer())
        }
    }

    private static func scalar(_ container: any SingleValueDecodingContainer) throws -> JSONSample {
        if container.decodeNil() { return .null }
        if let value = try? container.decode(Bool.self) { return .bool(value) }
        if let value = try? container.decode(String.self) { return .string(value) }
        return rounded(try container.decode(Double.self))
    }

    /// Our finding with its numbers rounded likewise; nil where one is JSON, but not a number to JSONDecoder.
    static func comparable(_ sample: JSONSample) -> JSONSample? {
        switch sample {
        case .integer(let value): return rounded(Double(value))
        case .number(let text):
            return isDecodable(text) ? Double(text).map { rounded($0) } : nil
        case .array(let elements):
            let comparable = elements.compactMap { Self.comparable($0) }
            return comparable.count == elements.count ? .array(comparable) : nil
        case .object(let members):
            let comparable = members.compactMap { member in
                Self.comparable(member.value).map { JSONSample.Member(key: member.key, value: $0) }
            }
            return comparable.count == members.count ? .object(comparable) : nil
        case .string, .bool, .null: return sample
        }
    }

    /// A number as both sides tell it; `-0` is 0.
    private static func rounded(_ value: Double) -> JSONSample {
        .number("\(value == 0 ? 0 : value)")
    }

    /// JSONDecoder refuses numbers above or below the range of a Double, and `0e1` in this very spelling, although it
    /// takes `-0e1` and `0e+1`.
    private static func isDecodable(_ number: String) -> Bool {
        guard let value = Double(number), value.isFinite, !number.lowercased().hasPrefix("0e") else { return false }
        let significand = number.prefix { $0 != "e" && $0 != "E" }
        return value != 0 || significand.allSatisfy { "-0.".contains($0) }
    }
}
