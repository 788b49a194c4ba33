/// The bytes of one JSON object or array from a stream: from its opening bracket to the one that closes it.
///
/// Only brackets and quotes have been looked at; whether it is JSON is for `JSONDocument` to say.
package struct Frame: Sendable, Equatable {
    /// The value, without the white space around it.
    package let bytes: [UInt8]
}
