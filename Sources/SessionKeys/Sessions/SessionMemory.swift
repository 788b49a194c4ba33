/// Where the parts of a session lie in memory that most decisions look at. Contracts that are listed are looked for after
/// tokens, and by fewer.
package struct SessionMemory {
    /// What was granted.
    package let definition: MemoryPlace
    /// Which tokens have an allowance.
    package let tokens: MemoryPlace
    /// What was used of it.
    package let meters: MemoryPlace

    /// The size of a definition in bytes, about.
    private static let definitionSize = 256

    /// Where they lie until the session changes.
    package init(of session: Session) {
        definition = MemoryPlace(of: session.definition, size: Self.definitionSize)
        tokens = session.definition.grant.tokenMeters.memory
        meters = MemoryPlace(of: session.meters)
    }
}
