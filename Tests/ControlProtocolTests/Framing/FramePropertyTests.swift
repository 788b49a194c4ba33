@testable import ControlProtocol
import Testing
import TestSupport

/// What holds for any stream.
struct FramePropertyTests {
    @Test func `the pieces in which a stream arrives do not matter`() throws {
        var generator = SeededGenerator(for: "the pieces in which a stream arrives do not matter")
        for round in 0..<150 {
            let messages = (0..<Int.random(in: 0..<8, using: &generator)).map { _ in
                JSONSample.randomContainer(depth: 4, using: &generator).spelled(using: &generator)
            }
            let stream = Array(messages.joined().utf8)
            let expected = messages.map { Array($0.utf8).trimmed }
            let whole = StreamOutcome(of: [stream[...]])
            #expect(whole == StreamOutcome(frames: expected), "round \(round)")
            #expect(StreamOutcome(of: stream.indices.map { stream[$0...$0] }) == whole, "round \(round)")
            #expect(StreamOutcome(of: pieces(of: stream, using: &generator)) == whole, "round \(round)")
        }
    }

    @Test func `garbage is cut the same way in any pieces, and never traps`() {
        var generator = SeededGenerator(for: "garbage is cut the same way in any pieces, and never traps")
        let alphabet = Array("{{}}[[]]\"\\\\\"ab, \n:1{}[]".utf8) + [0x00, 0xC3, 0xFF]
        for round in 0..<5_000 {
            let stream = (0..<Int.random(in: 0..<80, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            let whole = StreamOutcome(of: [stream[...]], limit: 24)
            #expect(
                StreamOutcome(of: stream.indices.map { stream[$0...$0] }, limit: 24) == whole,
                "round \(round): \(stream)")
            #expect(
                StreamOutcome(of: pieces(of: stream, using: &generator), limit: 24) == whole,
                "round \(round): \(stream)")
            #expect(whole.frames.allSatisfy { $0.count <= 24 }, "round \(round): \(stream)")
        }
    }

    @Test(arguments: [
        #"{"a":1,"a":2}"#, #"{"a":1,}"#, #"{"a" 1}"#, #"["\uD800"]"#, "[\"\u{1}\"]", "[01]",
        String(repeating: "[", count: 33) + String(repeating: "]", count: 33),
    ])
    func `what speaks against a message is the same, whether it comes whole or in pieces`(_ text: String) {
        let stream = Array(" [1] \(text) {}".utf8)
        let whole = StreamOutcome(of: [stream[...]])
        #expect(whole == StreamOutcome(frames: [Array("[1]".utf8), Array(text.utf8), Array("{}".utf8)]))
        #expect(StreamOutcome(of: stream.indices.map { stream[$0...$0] }) == whole)
    }

    private func pieces(of stream: [UInt8], using generator: inout SeededGenerator) -> [ArraySlice<UInt8>] {
        var rest = stream[...]
        var pieces: [ArraySlice<UInt8>] = []
        while !rest.isEmpty {
            pieces.append(rest.prefix(Int.random(in: 0..<40, using: &generator)))
            rest = rest.dropFirst(pieces.last?.count ?? 0)
        }
        return pieces
    }
}

extension [UInt8] {
    /// The bytes without the white space around them.
    fileprivate var trimmed: [UInt8] {
        let isSpace = { (byte: UInt8) in JSONText.isWhiteSpace(byte) }
        return Array(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }
}
