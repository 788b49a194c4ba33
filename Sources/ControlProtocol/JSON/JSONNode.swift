/// One entry of a document's tape: a value, or the key in front of a member's value.
///
/// Nodes stand in the order of the text, so that what belongs to a container follows it directly: 16 bytes each,
/// in one array, and no tree to build or to free.
struct JSONNode {
    /// What the value is.
    let kind: JSONKind
    /// Whether a string is spelled with at least one backslash.
    var hasEscapes = false
    /// The value's first byte in the source.
    let start: UInt32
    /// One past the value's last byte.
    var end: UInt32
    /// The node after this value and all that it holds; while a container is open, the container around it.
    var next: UInt32
}
