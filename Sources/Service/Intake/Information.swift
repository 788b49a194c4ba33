package import ControlProtocol

/// What the daemon knows by itself.
package enum Information {
    case status
    case metrics
    case clientVersion
    case modules
    case discovery(DaemonSocket)
}
