import ControlProtocol

extension FrameReader {
    /// Takes bytes of any kind as they arrive.
    mutating func append(_ bytes: some Sequence<UInt8>) { append(Array(bytes).span) }

    /// What no frame has taken.
    struct Left: Equatable {
        let count: Int
        let isPartial: Bool
    }

    /// What it has left, as a value: the reader itself is not copied into an expectation.
    var left: Left { Left(count: bufferedCount, isPartial: hasPartial) }
}
