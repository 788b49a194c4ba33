/// Which part of a listing is asked for: newest first, from a place on.
package struct PageRequest: Hashable, Sendable {
    /// How many entries it may have.
    package let limit: Int
    /// The number of the last entry of the page before, if there was one.
    package let before: Int64?
    /// How many bytes of entries a page may hold before it ends early, each counted as what it takes at least. That
    /// bounds what is read; whoever writes the answer ends it where it would really grow too long.
    package let byteLimit: Int

    /// How many entries a page may be asked for (the protocol's "Methods").
    package static let largestLimit = 1000
    /// How many it has where nobody says.
    package static let usualLimit = 100

    /// How long the answer that carries a page may be.
    package static let answerBytes = 256 * 1024

    /// A page of at most `limit` entries.
    package init(limit: Int, before: Int64? = nil, byteLimit: Int = .max) {
        self.limit = limit
        self.before = before
        self.byteLimit = byteLimit
    }
}
