import ControlProtocol

/// The same bytes at once, in pieces of random lengths, and one by one have to give the same frames and the same end.
enum FrameTarget {
    /// Up to this length a stream is read byte by byte each time, beyond it every eighth time: that is what takes the time.
    private static let shortCount = 12

    /// The first byte says how the stream is cut, the second how long a message may be; the rest is the stream.
    static func test(_ input: [UInt8]) {
        guard input.count > 2 else { return }
        let stream = input[2...]
        let limit = input[1] < 128 ? Int(input[1]) + 1 : 65_536
        var frames: [Frame] = []
        let whole = read(stream, limit: limit, piece: { stream.count }, taking: { frames.append($0) })
        precondition(frames.allSatisfy { $0.bytes.count <= limit && !$0.bytes.isEmpty }, "a frame has a wrong size")
        precondition(frames.reduce(0) { $0 + $1.bytes.count } <= stream.count, "more came out than went in")

        var cuts = Cuts(seed: input[0])
        let pieces = compare(stream, with: frames, limit: limit) { cuts.next() }
        precondition(pieces == whole, "in pieces it is something else")
        guard stream.count <= shortCount || input[0] % 8 == 0 else { return }
        let bytes = compare(stream, with: frames, limit: limit) { 1 }
        precondition(bytes == whole, "byte by byte it is something else")
    }

    private static func compare(
        _ stream: ArraySlice<UInt8>, with frames: [Frame], limit: Int, piece: () -> Int
    ) -> StreamEnd {
        var rest = frames[...]
        return read(stream, limit: limit, piece: piece) { frame in
            precondition(rest.popFirst() == frame, "another frame")
        }
    }

    private static func read(
        _ stream: ArraySlice<UInt8>, limit: Int, piece: () -> Int, taking take: (Frame) -> Void
    ) -> StreamEnd {
        var reader = FrameReader(maximumMessageSize: limit)
        var end = StreamEnd()
        var rest = stream
        while !rest.isEmpty, end.failure == nil {
            let size = min(piece(), rest.count)
            append(rest[..<(rest.startIndex + size)], to: &reader)
            rest = rest[(rest.startIndex + size)...]
            do {
                while let frame = try reader.next() {
                    take(frame)
                    end.frameCount += 1
                }
            } catch {
                end.failure = error
            }
        }
        end.hasPartial = end.failure == nil && reader.hasPartial
        return end
    }

    /// A single byte is put where the reader wants it, which costs a fraction of what a piece does.
    private static func append(_ piece: ArraySlice<UInt8>, to reader: inout FrameReader) {
        guard piece.count == 1 else { return reader.append(piece) }
        reader.append(atMost: 1) { $0.append(piece[piece.startIndex]) }
    }
}
