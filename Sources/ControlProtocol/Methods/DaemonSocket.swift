/// The two sockets: what you can reach is what you may do.
package enum DaemonSocket: String, CaseIterable, Hashable, Sendable {
    case spend
    case control

    /// The socket's name in the runtime directory.
    package var fileName: String { rawValue + ".sock" }
}
