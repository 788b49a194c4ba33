/// A creation that a key remembers.
package struct Creation: Sendable {
    /// What was granted.
    package let session: SessionID
    /// By which a repetition of the request is recognised.
    package let content: ContentDigest
    /// What it was granted with.
    package let definition: SessionDefinition
    /// When it was granted, in Unix seconds.
    package let createdSec: Int64

    /// A remembered creation.
    package init(session: SessionID, content: ContentDigest, definition: SessionDefinition, createdSec: Int64) {
        self.session = session
        self.content = content
        self.definition = definition
        self.createdSec = createdSec
    }
}
