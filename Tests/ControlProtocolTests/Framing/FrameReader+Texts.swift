import ControlProtocol

extension FrameReader {
    /// Takes bytes of any kind as they arrive.
    mutating func append(_ bytes: some Sequence<UInt8>) { append(Array(bytes)[...]) }
}
