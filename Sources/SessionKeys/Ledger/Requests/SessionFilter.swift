/// Which sessions a listing shows.
package struct SessionFilter: Hashable, Sendable {
    /// Only sessions of this status.
    package var status: SessionStatus?
    /// Only sessions of this account.
    package var account: Address?
    /// Only sessions on this chain.
    package var chainID: UInt64?

    /// A filter that every session passes.
    package init() {}
}
