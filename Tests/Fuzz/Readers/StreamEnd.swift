import ControlProtocol

/// What a stream came to, but for its frames.
struct StreamEnd: Equatable {
    var frameCount = 0
    var failure: FrameError?
    var hasPartial = false
}
