/// The bytes of one JSON object or array from a stream: from its opening bracket to the one that closes it.
///
/// Only brackets and quotes have been looked at; whether it is JSON is for `JSONDocument` to say.
package struct Frame: Sendable, Equatable {
    /// How many bytes the largest message may be allowed to have.
    package static let sizeLimits = 4 * 1024...16 * 1024 * 1024

    /// The value, without the white space around it.
    package let bytes: [UInt8]
}
