/// A creation that a key remembers.
package struct Creation: Sendable {
    /// What was granted.
    package let session: SessionID
    /// By which the same request is known again.
    package let content: ContentDigest
    /// What it was granted with.
    package let definition: SessionDefinition

    /// A remembered creation.
    package init(session: SessionID, content: ContentDigest, definition: SessionDefinition) {
        self.session = session
        self.content = content
        self.definition = definition
    }
}
