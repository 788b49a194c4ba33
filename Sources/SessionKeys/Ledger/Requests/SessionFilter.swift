/// Which sessions a listing shows.
package struct SessionFilter: Hashable, Sendable {
    package var status: SessionStatus?
    package var account: Address?
    package var chainID: UInt64?

    package init() {}
}
