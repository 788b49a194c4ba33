/// A session as answers show it: with the permissions in the words of whoever granted them.
package struct SessionRecord: Equatable, Sendable {
    /// The session as it is now.
    package let session: Session
    /// The permissions in the words of whoever granted them: JSON.
    package let permissionsAsGiven: [UInt8]

    /// A session and its permissions as given.
    package init(session: Session, permissionsAsGiven: [UInt8]) {
        self.session = session
        self.permissionsAsGiven = permissionsAsGiven
    }
}
