import ControlProtocol

/// The same bytes at once, one by one, and in pieces have to give the same frames and the same end.
enum FrameTarget {
    /// What a stream came to.
    private struct Result: Equatable {
        var frames: [Frame] = []
        var failure: FrameError?
        var hasPartial = false
    }

    /// The first byte says how long the pieces are, the second how long a message may be; the rest is the stream.
    static func test(_ input: [UInt8]) {
        guard input.count > 2 else { return }
        let limit = input[1] < 128 ? Int(input[1]) + 1 : 65_536
        let stream = input[2...]
        let whole = read(stream, inPiecesOf: stream.count + 1, limit: limit)
        precondition(whole == read(stream, inPiecesOf: 1, limit: limit), "byte by byte it is something else")
        precondition(
            whole == read(stream, inPiecesOf: Int(input[0]) + 2, limit: limit), "in pieces it is something else")
        precondition(
            whole.frames.allSatisfy { $0.bytes.count <= limit && !$0.bytes.isEmpty }, "a frame has a wrong size")
        precondition(whole.frames.reduce(0) { $0 + $1.bytes.count } <= stream.count, "more came out than went in")
    }

    private static func read(_ stream: ArraySlice<UInt8>, inPiecesOf size: Int, limit: Int) -> Result {
        var reader = FrameReader(maximumMessageSize: limit)
        var result = Result()
        var rest = stream
        repeat {
            reader.append(rest.prefix(size))
            rest = rest.dropFirst(size)
            do {
                while let frame = try reader.next() { result.frames.append(frame) }
            } catch {
                result.failure = error
            }
        } while !rest.isEmpty && result.failure == nil
        result.hasPartial = result.failure == nil && reader.hasPartial
        return result
    }
}
