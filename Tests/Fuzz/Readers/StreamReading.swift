import ControlProtocol

/// A stream that is read, and what came of it so far.
struct StreamReading: ~Copyable {
    private var reader: FrameReader
    private var frames: [Frame] = []
    private var failure: FrameError?

    init(limit: Int) { reader = FrameReader(maximumMessageSize: limit) }

    mutating func read(_ piece: ArraySlice<UInt8>) {
        guard failure == nil else { return }
        reader.append(piece.span)
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
    func isSame(as other: borrowing StreamReading) -> Bool {
        frames.elementsEqual(other.frames, by: Self.isSame) && failure == other.failure
            && (failure != nil || reader.hasPartial == other.reader.hasPartial)
    }

    /// Whether frames are the same and say the same.
    private static func isSame(_ one: Frame, _ other: Frame) -> Bool {
        one.bytes == other.bytes && meaning(of: one) == meaning(of: other)
    }

    private static func meaning(of frame: Frame) -> String {
        do {
            return String(decoding: try frame.document().root.canonicalBytes(), as: UTF8.self)
        } catch {
            return "\(error)"
        }
    }
}
