/// The bytes of one JSON object or array from a stream: from its opening bracket to the one that closes it.
///
/// Mostly it has been read already. Where it came in pieces, or something speaks against it, only brackets and strings
/// have been looked at, and whether it is JSON is for `document` to say.
package struct Frame: Sendable {
    /// How many bytes the largest message may be allowed to have.
    package static let sizeLimits = 4 * 1024...16 * 1024 * 1024

    /// The value, without the white space around it.
    package let bytes: [UInt8]
    private let maximumDepth: Int
    private let read: JSONDocument?

    /// A frame, with what it says where that was read.
    init(bytes: [UInt8], maximumDepth: Int = JSONDocument.usualDepth, read: JSONDocument? = nil) {
        (self.bytes, self.maximumDepth, self.read) = (bytes, maximumDepth, read)
    }

    /// What the bytes say, read strictly.
    package var document: JSONDocument {
        get throws(JSONError) {
            if let read { return read }
            return try JSONDocument(parsing: bytes, maximumDepth: maximumDepth)
        }
    }
}
