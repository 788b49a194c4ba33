/// What one frame holds: a request, or a batch of them.
package enum Message: Sendable {
    case single(RequestMessage)
    case batch([RequestMessage])

    /// Why a frame holds no message.
    package enum Failure: Error, Sendable {
        /// Answered with -32700; the connection is closed.
        case unparsable(RemoteError)
        /// Answered with -32600; the connection stays.
        case refused(RemoteError)
    }

    /// Reads a frame.
    ///
    /// - Parameters:
    ///   - frame: the bytes of one value.
    ///   - requestsPerMessage: how many a batch may hold.
    /// - Throws: what to answer instead.
    package init(_ frame: consuming Frame, requestsPerMessage: Int) throws(Failure) {
        let root: JSONValue
        do throws(JSONError) {
            root = try frame.document().root
        } catch {
            throw switch error {
            case .malformed, .invalidUTF8: .unparsable(.unparsable("\(error)"))
            case .duplicateKey, .tooDeep: .refused(.invalidRequest("\(error)"))
            }
        }
        guard root.kind == .array else {
            self = .single(RequestMessage(root))
            return
        }
        let count = root.count
        guard count > 0 else { throw .refused(.invalidRequest("a batch holds at least one request")) }
        guard count <= requestsPerMessage else {
            throw .refused(.invalidRequest("a batch of \(count) requests; at most \(requestsPerMessage)"))
        }
        self = .batch(root.elements.map(RequestMessage.init))
    }
}
