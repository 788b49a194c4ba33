/// Where the parts of a session lie in memory that a decision looks at, whatever it is about.
package struct SessionMemory {
    /// What was granted.
    package let definition: MemoryPlace
    /// Which tokens have an allowance.
    package let tokens: MemoryPlace
    /// What was used of it.
    package let meters: MemoryPlace

    /// How much of a definition is looked at, in bytes.
    private static let decisiveSize = 256

    /// Where they lie until the session changes.
    package init(of session: Session) {
        definition = MemoryPlace(of: session.definition, size: Self.decisiveSize)
        tokens = session.definition.grant.tokenMeters.memory
        meters = MemoryPlace(of: session.meters)
    }
}
