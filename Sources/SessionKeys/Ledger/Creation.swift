/// A creation that a key remembers.
package struct Creation: Sendable {
    package let session: SessionID
    package let content: ContentDigest
    package let definition: SessionDefinition

    /// A remembered creation.
    package init(session: SessionID, content: ContentDigest, definition: SessionDefinition) {
        self.session = session
        self.content = content
        self.definition = definition
    }
}
