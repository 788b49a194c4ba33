import ControlProtocol

/// A stream that is read, and what came of it so far.
struct StreamReading: Equatable {
    private var reader: FrameReader
    private var frames: [Frame] = []
    private var failure: FrameError?

    init(limit: Int) { reader = FrameReader(maximumMessageSize: limit) }

    mutating func read(_ piece: ArraySlice<UInt8>) {
        guard failure == nil else { return }
        reader.append(piece)
        do {
            while let frame = try reader.next() { frames.append(frame) }
        } catch {
            failure = error
        }
    }

    /// Whether every frame has a size that it may have, and there is no more than so many bytes in them.
    func isWithin(limit: Int, of count: Int) -> Bool {
        frames.allSatisfy { $0.bytes.count <= limit && !$0.bytes.isEmpty }
            && frames.reduce(0) { $0 + $1.bytes.count } <= count
    }

    /// The same frames and the same end, whatever the reader still holds.
    static func == (one: Self, other: Self) -> Bool {
        one.frames == other.frames && one.failure == other.failure
            && (one.failure != nil || one.reader.hasPartial == other.reader.hasPartial)
    }
}
