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
