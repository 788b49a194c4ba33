import ControlProtocol

/// The same bytes at once, cut in two at every place, in pieces of random lengths, and one by one have to give the same
/// frames and the same end.
enum FrameTarget {
    /// Up to this length a stream is cut at every place each time, beyond it read byte by byte every eighth time.
    private static let shortCount = 48

    /// The first byte says how the stream is cut, the second how long a message may be; the rest is the stream.
    ///
    /// - Returns: how often a stream was read.
    static func test(_ input: [UInt8]) -> Int {
        guard input.count > 2 else { return 0 }
        let stream = input[2...]
        let limit = input[1] < 128 ? Int(input[1]) + 1 : 65_536
        var whole = StreamReading(limit: limit)
        whole.read(stream)
        precondition(whole.isWithin(limit: limit, of: stream.count), "frames of a wrong size, or too many")

        var cuts = Cuts(seed: input[0])
        expect(stream, inPieces: { cuts.next() }, toBe: whole, limit: limit)
        if stream.count <= shortCount { return 2 + readCutInTwo(stream, expecting: whole, limit: limit) }
        guard input[0] % 8 == 0 else { return 2 }
        expect(stream, inPieces: { 1 }, toBe: whole, limit: limit)
        return 3
    }

    private static func expect(
        _ stream: ArraySlice<UInt8>, inPieces piece: () -> Int, toBe whole: borrowing StreamReading, limit: Int
    ) {
        var reading = StreamReading(limit: limit)
        var rest = stream
        while !rest.isEmpty {
            let size = min(piece(), rest.count)
            reading.read(rest.prefix(size))
            rest = rest.dropFirst(size)
        }
        precondition(reading.isSame(as: whole), "in pieces it is something else")
    }

    /// Reads byte by byte up to every place, and from there on what is left at once.
    private static func readCutInTwo(
        _ stream: ArraySlice<UInt8>, expecting whole: borrowing StreamReading, limit: Int
    ) -> Int {
        for place in stream.indices {
            var reading = StreamReading(limit: limit)
            for earlier in stream.startIndex...place { reading.read(stream[earlier...earlier]) }
            reading.read(stream[(place + 1)...])
            precondition(reading.isSame(as: whole), "cut in two it is something else")
        }
        return stream.count
    }
}
