/// The two sockets: what you can reach is what you may do. They are served in this order where there is more to do than
/// at once: whoever ends sessions does not wait behind whoever spends.
package enum DaemonSocket: String, CaseIterable, Hashable, Sendable {
    case control
    case spend

    /// The socket's name in the runtime directory.
    package var fileName: String { rawValue + ".sock" }
}
