@testable import ControlProtocol
import Testing

/// Where messages begin and end in a stream.
struct FrameReaderTests {
    private func frames(_ text: String, limit: Int = 1_000) throws -> [String] {
        var reader = FrameReader(maximumMessageSize: limit)
        reader.append(text.utf8)
        return try drain(&reader)
    }

    private func drain(_ reader: inout FrameReader) throws -> [String] {
        var frames: [String] = []
        while let frame = try reader.next() { frames.append(String(decoding: frame.bytes, as: UTF8.self)) }
        return frames
    }

    @Test func `a frame ends at its closing bracket`() throws {
        #expect(try frames("{}") == ["{}"])
        #expect(try frames(#"{"a":[{"b":{}}]}"#) == [#"{"a":[{"b":{}}]}"#])
        #expect(try frames("[[1],[2]]") == ["[[1],[2]]"])
    }

    @Test func `any white space or none stands between frames`() throws {
        #expect(try frames("{}{}[]") == ["{}", "{}", "[]"])
        #expect(try frames("\r\n {}\n\n\t[1, 2] \n{} ") == ["{}", "[1, 2]", "{}"])
        #expect(try frames(" \n ") == [])
    }

    @Test(arguments: [
        #"{"a":"}"}"#, #"{"a":"]{[\""}"#, #"["\\"]"#, #"["\\\"]"]"#, #"["\u007d","\\\\","0123456789}\"]"]"#, "[\"é}\"]",
    ])
    func `brackets inside of strings do not count`(_ text: String) throws {
        #expect(try frames(text + "{}") == [text, "{}"])
    }

    @Test(arguments: ["1", "\"a\"", "true", "}", "]", ",", "x{}", "{}]", "{},{}", "\u{FEFF}{}", "\u{0}"])
    func `anything else between frames is malformed`(_ text: String) {
        #expect(throws: FrameError.malformed) { try frames(text) }
    }

    @Test(arguments: ["[}", "{]", "{\"a\":[}", "[[]}", "[{]}"])
    func `a bracket of the wrong shape is malformed at once`(_ text: String) {
        #expect(throws: FrameError.malformed) { try frames(text) }
    }

    @Test func `frames before an error are delivered, and the error stays`() throws {
        var reader = FrameReader(maximumMessageSize: 100)
        reader.append("{}[1]x{}".utf8)
        #expect(try reader.next()?.bytes == Array("{}".utf8))
        #expect(try reader.next()?.bytes == Array("[1]".utf8))
        #expect(throws: FrameError.malformed) { try reader.next() }
        reader.append("{}".utf8)
        #expect(throws: FrameError.malformed) { try reader.next() }
        let left = reader.left
        #expect(left.count == 0)
    }

    @Test func `a message may be as long as the limit and no longer`() throws {
        #expect(try frames("[\"34567\"]  [\"34567\"]", limit: 9) == ["[\"34567\"]", "[\"34567\"]"])
        #expect(throws: FrameError.tooLarge(limit: 8)) { try frames("[\"34567\"]", limit: 8) }
        #expect(try frames(String(repeating: " ", count: 100) + "[]", limit: 2) == ["[]"])
        #expect(throws: FrameError.tooLarge(limit: 1)) { try frames("[", limit: 1) }
        #expect(throws: FrameError.tooLarge(limit: 2)) { try frames("[]{\"", limit: 2) }
    }

    @Test func `a message is too long as soon as it cannot end in time`() throws {
        var reader = FrameReader(maximumMessageSize: 64)
        reader.append(("[\"" + String(repeating: "x", count: 61)).utf8)
        #expect(try reader.next() == nil)
        reader.append("x".utf8)
        #expect(throws: FrameError.tooLarge(limit: 64)) { try reader.next() }
    }

    @Test func `an unfinished message is known to be waiting`() throws {
        var reader = FrameReader(maximumMessageSize: 100)
        let nothing = FrameReader.Left(count: 0, isPartial: false)
        var left = reader.left
        #expect(left == nothing)
        reader.append("{} ".utf8)
        #expect(try drain(&reader) == ["{}"])
        left = reader.left
        #expect(left == nothing)
        reader.append("[1,\"".utf8)
        #expect(try drain(&reader) == [])
        left = reader.left
        #expect(left == FrameReader.Left(count: 4, isPartial: true))
        reader.append("]\"".utf8)
        #expect(try drain(&reader) == [])
        reader.append("]".utf8)
        #expect(try drain(&reader) == ["[1,\"]\"]"])
        left = reader.left
        #expect(left == nothing)
    }

    @Test(arguments: [31, 33, 63, 64, 65, 127, 128, 129, 1_000, 100_000])
    func `depth is no matter of framing`(_ depth: Int) throws {
        // Both shapes in a pattern that no word of bits repeats.
        let shapes = (0..<depth).map { $0 % 3 == 0 || $0 % 7 == 0 }
        let opening = String(shapes.map { $0 ? "{" : "[" })
        let closing = String(shapes.reversed().map { $0 ? "}" : "]" })
        #expect(try frames(opening + closing + "[]", limit: 1_000_000) == [opening + closing, "[]"])
        let wrong = String(closing.dropLast()) + "]"
        #expect(throws: FrameError.malformed) { try frames(opening + wrong, limit: 1_000_000) }
    }

    @Test(arguments: [1, 1_000])
    func `a message is read as deep as the reader was told`(pieceSize: Int) throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        var reader = FrameReader(maximumMessageSize: 1_000, maximumDepth: 40)
        var frames: [Frame] = []
        for byte in stride(from: 0, to: 162, by: pieceSize) {
            reader.append((nested(40) + nested(41)).dropFirst(byte).prefix(pieceSize))
            while let frame = try reader.next() { frames.append(frame) }
        }
        try #require(frames.count == 2)
        #expect(try frames[0].document().root.kind == .array)
        #expect(throws: JSONError.tooDeep(limit: 40)) { try frames[1].document() }
    }

    @Test func `many small messages and large ones in small pieces both arrive`() throws {
        let small = String(repeating: "{}[1]\n", count: 50_000)
        #expect(try frames(small).count == 100_000)
        let large = "[\"" + String(repeating: "x]", count: 250_000) + "\"]"
        var reader = FrameReader(maximumMessageSize: 1_000_000)
        var received: [String] = []
        for byte in (large + "{}" + large).utf8 {
            reader.append(CollectionOfOne(byte))
            received += try drain(&reader)
        }
        #expect(received == [large, "{}", large])
    }
}
