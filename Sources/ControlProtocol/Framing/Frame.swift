/// The bytes of one JSON object or array from a stream: from its opening bracket to the one that closes it.
///
/// Mostly it has been read already. Where it came in pieces, or something speaks against it, only brackets and strings
/// have been looked at, and whether it is JSON is for `document` to say.
package struct Frame: Sendable {
    /// How many bytes the largest message may be allowed to have.
    package static let sizeLimits = 4 * 1024...16 * 1024 * 1024

    private enum Content {
        case read(JSONDocument)
        case unread([UInt8], maximumDepth: Int)
    }

    private let content: Content

    /// A frame that was read.
    init(_ document: JSONDocument) { content = .read(document) }

    /// A frame that is to be read up to a depth.
    init(bytes: [UInt8], maximumDepth: Int = JSONDocument.usualDepth) {
        content = .unread(bytes, maximumDepth: maximumDepth)
    }

    /// The value, without the white space around it.
    package var bytes: [UInt8] {
        switch content {
        case .read(let document): document.bytes
        case .unread(let bytes, _): bytes
        }
    }

    /// What the bytes say, read strictly.
    package consuming func document() throws(JSONError) -> JSONDocument {
        switch content {
        case .read(let document): document
        case .unread(let bytes, let maximumDepth): try JSONDocument(parsing: bytes, maximumDepth: maximumDepth)
        }
    }
}
