package import Descriptors
import Glibc

extension FileDescriptor {
    /// Tells the other end of a socket that nothing more will come; it can still answer.
    package func shutdownWriting() {
        // It fails only where the connection is gone already, which the next reception tells.
        _ = shutdown(number, Int32(SHUT_WR))
    }
}
