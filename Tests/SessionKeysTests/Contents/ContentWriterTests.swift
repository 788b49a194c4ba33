import SessionKeys
import Testing
import TestSupport

/// What a content is written as can be read back, so that no two contents are written alike (rules 3.5).
struct ContentWriterTests {
    private enum Item: Equatable {
        case number(UInt64)
        case amount(Amount?)
        case bytes([UInt8]?)

        static func random(using generator: inout SeededGenerator) -> Item {
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: .number(.random(in: 0...300, using: &generator))
            case 1: .number(.random(in: 0 ... .max, using: &generator) >> UInt64.random(in: 0..<64, using: &generator))
            case 2: .amount(nil)
            case 3: .amount(.random(using: &generator))
            case 4: .bytes(nil)
            default: .bytes((0..<Int.random(in: 0..<400, using: &generator)).map { UInt8(truncatingIfNeeded: $0) })
            }
        }

        func append(to content: inout ContentWriter) {
            switch self {
            case .number(let number): content.append(number)
            case .amount(let amount): content.append(amount)
            case .bytes(let bytes): content.append(bytes?[...])
            }
        }
    }

    /// Reads values of kinds that are known.
    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func item(like item: Item) -> Item {
            switch item {
            case .number: return .number(number())
            case .amount:
                let size = Int(rest.removeFirst())
                if size == 0 { return .amount(nil) }
                if size == 33 { return .amount(Amount(bigEndian: take(32))) }
                return .amount(Amount(low: UInt128(bigEndian: take(size - 1))))
            case .bytes:
                let count = number()
                return .bytes(count == 0 ? nil : Array(take(Int(count) - 1)))
            }
        }

        private mutating func number() -> UInt64 {
            var (value, shift) = (0 as UInt64, 0 as UInt64)
            while true {
                let byte = rest.removeFirst()
                value |= UInt64(byte & 0x7F) << shift
                shift += 7
                if byte < 0x80 { return value }
            }
        }

        private mutating func take(_ count: Int) -> ArraySlice<UInt8> {
            defer { rest.removeFirst(count) }
            return rest.prefix(count)
        }
    }

    @Test func `every list of values is read back from what it is written as`() {
        var generator = SeededGenerator(for: "contents")
        for _ in 0..<5000 {
            let items = (0..<Int.random(in: 0..<6, using: &generator)).map { _ in Item.random(using: &generator) }
            var content = ContentWriter()
            for item in items { item.append(to: &content) }
            var reader = Reader(rest: content.bytes[...])
            #expect(items.map { reader.item(like: $0) } == items, "seed \(generator.seed)")
            #expect(reader.rest.isEmpty, "seed \(generator.seed)")
        }
    }

    @Test func `boundaries are read back`() {
        for amount in Amount.boundaries {
            var content = ContentWriter()
            content.append(amount)
            var reader = Reader(rest: content.bytes[...])
            #expect(reader.item(like: .amount(nil)) == .amount(amount))
        }
    }

    @Test func `an amount of few bytes is written in few`() {
        var content = ContentWriter()
        content.append(Amount(low: 0xC350))
        content.append(Amount.zero)
        content.append(nil as Amount?)
        #expect(content.bytes == [3, 0xC3, 0x50, 1, 0])
    }
}
