/// The bytes of one JSON object or array from a stream: from its opening bracket to the one that closes it.
///
/// Where it did not come in pieces it has been read already. Else only brackets and quotes have been looked at, and
/// whether it is JSON is for `document` to say.
package struct Frame: Sendable {
    /// How many bytes the largest message may be allowed to have.
    package static let sizeLimits = 4 * 1024...16 * 1024 * 1024

    /// The value, without the white space around it.
    package let bytes: [UInt8]
    private let read: JSONDocument?

    init(bytes: [UInt8], read: JSONDocument? = nil) { (self.bytes, self.read) = (bytes, read) }

    /// What the bytes say, read strictly.
    package var document: JSONDocument {
        get throws(JSONError) {
            if let read { return read }
            return try JSONDocument(parsing: bytes)
        }
    }
}
