/// Why a stream can be followed no further.
package enum FrameError: Error, Equatable {
    /// Something other than an object or array stands between messages, or a bracket closes what is not open.
    case malformed
    /// A message is longer than this many bytes.
    case tooLarge(limit: Int)
}

extension FrameError: CustomStringConvertible {
    /// A sentence that tells a person what was wrong with the stream.
    package var description: String {
        switch self {
        case .malformed: "not a stream of JSON objects and arrays"
        case .tooLarge(let limit): "a message is longer than \(limit) bytes"
        }
    }
}
