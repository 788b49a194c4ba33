/// An active session whose expiry has come.
package struct Expiry: Hashable, Sendable {
    /// The session that expires.
    package let session: SessionID
    /// The session's number in the store: what expires in the same second is ended in this order.
    package let number: Int64
    /// Its `expirySec`.
    package let second: Int64

    /// A session, and when it expired.
    package init(session: SessionID, number: Int64, second: Int64) {
        self.session = session
        self.number = number
        self.second = second
    }

    /// How it ends.
    package var ending: Ending { Ending(.expired, endedSec: second) }
}
