@testable import ControlProtocol

/// What a reader made of a stream.
struct StreamOutcome: Equatable {
    private(set) var frames: [[UInt8]] = []
    /// What each frame says, in canonical JSON, or why it says nothing.
    private(set) var said: [String] = []
    private(set) var error: FrameError?

    /// Frames that are read by themselves.
    init(frames: [[UInt8]]) {
        for bytes in frames { take(Frame(bytes: bytes)) }
    }

    /// What comes of the pieces in which a stream arrives.
    init(of pieces: [ArraySlice<UInt8>], limit: Int = 1_000_000) {
        var reader = FrameReader(maximumMessageSize: limit)
        for piece in pieces {
            reader.append(piece)
            do {
                while let frame = try reader.next() { take(frame) }
            } catch {
                self.error = error
            }
        }
    }

    private mutating func take(_ frame: Frame) {
        frames.append(frame.bytes)
        do {
            said.append(String(decoding: try frame.document().root.canonicalBytes(), as: UTF8.self))
        } catch {
            said.append("\(error)")
        }
    }
}
