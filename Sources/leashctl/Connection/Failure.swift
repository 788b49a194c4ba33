import ControlProtocol
import Descriptors
import Glibc

/// Why a command did not do what was asked.
enum Failure: Error {
    /// The daemon answered with an error.
    case refused(ErrorAnswer)
    /// The daemon denied an operation; everything about it has been said already.
    case denied
    /// The daemon is not well; what is wrong has been said already.
    case unwell
    /// The socket is the one for spenders, and what was asked, as it is typed, is not for them.
    case needsControlSocket(String)
    /// Nothing that the daemon knows goes by this name.
    case notFound(String)
    /// What was given to the command is at fault.
    case wrongUsage(String)
    /// The disk that the output goes to is full, or fails.
    case cannotWrite(String)
    /// There is no daemon to talk to.
    case unreachable(String)
    /// What answers is not leashd, or not one that we understand.
    case misunderstood(String)

    /// What the process ends with.
    var exitStatus: ExitStatus {
        switch self {
        case .refused, .denied, .needsControlSocket, .notFound: .refused
        case .wrongUsage: .wrongUsage
        case .unreachable, .misunderstood: .unreachable
        case .cannotWrite: .failed
        case .unwell: .unwell
        }
    }

    /// A file that was named and cannot be written: what is wrong with its name or its place is the caller's fault, a
    /// disk is not.
    static func writing(_ error: SystemError) -> Failure {
        let text = ShownText.of("\(error)")
        return [ENOSPC, EDQUOT, EFBIG, EIO].contains(error.number.rawValue) ? .cannotWrite(text) : .wrongUsage(text)
    }
}

extension Failure: CustomStringConvertible {
    /// A sentence for people; empty where there is nothing left to say.
    var description: String {
        switch self {
        case .refused(let error): error.description
        case .denied, .unwell: ""
        case .needsControlSocket(let what):
            "\(what) needs \(DaemonSocket.control.fileName): name that with --socket or $LEASHD_CONTROL_SOCKET"
        case .notFound(let text), .wrongUsage(let text), .cannotWrite(let text), .unreachable(let text): text
        case .misunderstood(let what): Self.stranger("there", what)
        }
    }

    /// The sentence, where it is known at which socket it happened.
    func description(at socket: String) -> String {
        switch self {
        case .misunderstood(let what): Self.stranger("on \(ShownText.of(socket))", what)
        case .needsControlSocket: "\(description), and not \(ShownText.of(socket))"
        default: description
        }
    }

    private static func stranger(_ place: String, _ what: String) -> String {
        "what listens \(place) does not speak as leashd does: \(ShownText.of(what))"
    }
}
