@testable import ControlProtocol

/// What a reader made of a stream.
struct StreamOutcome: Equatable {
    var frames: [[UInt8]] = []
    var error: FrameError?

    init(frames: [[UInt8]], error: FrameError?) {
        self.frames = frames
        self.error = error
    }

    init(of pieces: [ArraySlice<UInt8>], limit: Int = 1_000_000) {
        var reader = FrameReader(maximumMessageSize: limit)
        for piece in pieces {
            reader.append(piece)
            do {
                while let frame = try reader.next() { frames.append(frame.bytes) }
            } catch {
                self.error = error
            }
        }
    }
}
