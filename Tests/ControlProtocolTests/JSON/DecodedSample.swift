import FoundationEssentials

/// Whatever JSONDecoder finds, its numbers as it rounds them.
struct DecodedSample: Decodable {
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
