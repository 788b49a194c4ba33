import CLinux
import Glibc

/// Why a system call failed, as the kernel says it.
package struct ErrorNumber: Error, Hashable, Sendable {
    /// The value of `errno`.
    package let rawValue: Int32

    /// Wraps a value of `errno`.
    package init(_ rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// EINTR: a signal arrived first.
    package static let interrupted = ErrorNumber(EINTR)
    /// EAGAIN: nothing can be done now without waiting.
    package static let wouldBlock = ErrorNumber(EAGAIN)
    /// EPIPE: the other end is gone.
    package static let brokenPipe = ErrorNumber(EPIPE)
    /// ECONNRESET: the other end went without reading everything.
    package static let connectionReset = ErrorNumber(ECONNRESET)
    /// ECONNREFUSED: nobody listens.
    package static let connectionRefused = ErrorNumber(ECONNREFUSED)
    /// ECONNABORTED: a connection was given up before it was accepted.
    package static let connectionAborted = ErrorNumber(ECONNABORTED)
    /// ECANCELED: the clock was set.
    package static let canceled = ErrorNumber(ECANCELED)
    /// ENOENT: no such file.
    package static let notFound = ErrorNumber(ENOENT)
    /// EEXIST: there is one already.
    package static let exists = ErrorNumber(EEXIST)
    /// EFBIG: larger than is allowed.
    package static let tooLarge = ErrorNumber(EFBIG)
    /// EDQUOT: beyond somebody's quota.
    package static let overQuota = ErrorNumber(EDQUOT)
    /// ESPIPE: a pipe, where a file is wanted.
    package static let isPipe = ErrorNumber(ESPIPE)
    /// EIO: the device failed, or gave fewer bytes than it must.
    package static let inputOutput = ErrorNumber(EIO)
    /// EINVAL: an argument that makes no sense.
    package static let invalid = ErrorNumber(EINVAL)

    /// Whether the process or the machine has run out of descriptors or of memory for them; waiting may help.
    package var isExhaustion: Bool {
        [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(rawValue)
    }
}

extension ErrorNumber: CustomStringConvertible {
    /// The meaning and the symbol: `Permission denied (EACCES)`.
    package var description: String {
        guard let meaning = unsafe linux_error_meaning(rawValue), let name = unsafe linux_error_name(rawValue) else {
            return "error \(rawValue)"
        }
        return unsafe "\(String(cString: meaning)) (\(String(cString: name)))"
    }
}
