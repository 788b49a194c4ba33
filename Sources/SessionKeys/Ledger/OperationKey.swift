/// What an operation is known by within its session, so that it is debited once (rules 3.5).
package struct OperationKey: Hashable, Sendable {
    /// The idempotency key that the client gave; without one the content stands in.
    package let name: String?
    /// The digest of the operation's content.
    package let content: ContentDigest

    /// A key with the content that it stood for.
    package init(name: String?, content: ContentDigest) {
        self.name = name
        self.content = content
    }

    /// Whether the bytes are the same: names that merely look the same are two keys.
    package static func == (left: OperationKey, right: OperationKey) -> Bool {
        guard left.content == right.content else { return false }
        return switch (left.name, right.name) {
        case (nil, nil): true
        case (let left?, let right?): left.utf8Span.span.isSame(as: right.utf8Span.span)
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(content) }
}
