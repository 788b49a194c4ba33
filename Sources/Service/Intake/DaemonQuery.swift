package import ControlProtocol

/// What is asked of the daemon itself, and changes nothing.
package enum DaemonQuery {
    case status
    case metrics
    case clientVersion
    case modules
    case discovery(DaemonSocket)
}
