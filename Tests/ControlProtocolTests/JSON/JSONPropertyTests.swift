@testable import ControlProtocol
import Testing
import TestSupport

/// What holds for any document.
struct JSONPropertyTests {
    @Test func `what is written is read back`() throws {
        var generator = SeededGenerator(for: "what is written is read back")
        for round in 0..<1_000 {
            let sample = JSONSample.random(depth: 5, using: &generator)
            var writer = JSONWriter()
            sample.write(to: &writer)
            #expect(JSONSample(try JSONDocument(parsing: writer.bytes).root) == sample, "round \(round)")
            #expect(bracesBalance(writer.bytes), "round \(round)")
        }
    }

    @Test func `any spelling of a document says the same`() throws {
        var generator = SeededGenerator(for: "any spelling of a document says the same")
        for round in 0..<300 {
            let sample = JSONSample.random(depth: 4, using: &generator)
            let one = try JSONDocument(parsing: Array(sample.spelled(using: &generator).utf8)).root
            let other = try JSONDocument(parsing: Array(sample.spelled(using: &generator).utf8)).root
            #expect(JSONSample(one) == sample, "round \(round)")
            #expect(one.canonicalBytes() == other.canonicalBytes(), "round \(round)")
            var writer = JSONWriter()
            writer.value(one)
            let repeated = try JSONDocument(parsing: writer.bytes).root
            #expect(JSONSample(repeated) == sample, "round \(round)")
            #expect(repeated.canonicalBytes() == one.canonicalBytes(), "round \(round)")
        }
    }

    @Test func `garbage is refused or makes sense, and never traps`() {
        var generator = SeededGenerator(for: "garbage is refused or makes sense, and never traps")
        let alphabet = Array("{}[]\"\"\\:,,01-.eEu{d8c tfn\n".utf8) + [0x00, 0x1F, 0x80, 0xC3, 0xA9, 0xED, 0xF4, 0xFF]
        var read = 0
        for round in 0..<50_000 {
            let length = Int.random(in: 0..<24, using: &generator)
            let bytes = (0..<length).map { _ in
                round.isMultiple(of: 4)
                    ? .random(in: 0 ... .max, using: &generator) : alphabet.randomElement(using: &generator) ?? 0
            }
            guard let document = try? JSONDocument(parsing: bytes) else { continue }
            read += 1
            let canonical = document.root.canonicalBytes()
            let again = try? JSONDocument(parsing: canonical)
            #expect(again?.root.canonicalBytes() == canonical, "round \(round): \(bytes)")
            #expect(
                again.map { JSONSample($0.root).isSame(as: JSONSample(document.root)) } == true,
                "round \(round): \(bytes)")
        }
        #expect(read > 100, "seed \(generator.seed)")
    }

    /// What a client that counts braces without regard to strings would conclude.
    private func bracesBalance(_ bytes: [UInt8]) -> Bool {
        let opening = bytes.count { $0 == UInt8(ascii: "{") }
        return opening == bytes.count { $0 == UInt8(ascii: "}") }
    }
}

extension JSONSample {
    /// Whether both are the same value, in whatever order the members stand.
    func isSame(as other: JSONSample) -> Bool {
        switch (self, other) {
        case (.object(let left), .object(let right)):
            left.count == right.count
                && left.allSatisfy { member in
                    right.contains { $0.key.utf8.elementsEqual(member.key.utf8) && $0.value.isSame(as: member.value) }
                }
        case (.array(let left), .array(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
        default: self == other
        }
    }
}
