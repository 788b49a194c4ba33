import ControlProtocol
import SessionKeys

/// An error that the daemon answered with.
struct ErrorAnswer: Error {
    let number: Int64
    let message: String
    /// The code of the rules, such as `token_allowance_exceeded`.
    let code: String?
    /// Where the offending value stands in what was sent.
    let path: String?
    let reasons: [ReasonAnswer]
    /// The error as it came.
    let value: JSONValue

    /// Reads the error of an answer, which has a number (JSON-RPC 2.0, section 5.1).
    init(_ value: JSONValue) throws(Failure) {
        number = try value.needed("code", as: \.integer)
        message = value.text("message") ?? "no message"
        code = value["data"]?.text("code")
        path = value["data"]?.text("path")
        reasons = value["data"]?.list("reasons").map(ReasonAnswer.init) ?? []
        self.value = value
    }

    /// Whether it is a method that only the control socket offers.
    var needsControlSocket: Bool { code == RemoteError.controlSocketOnlyCode }

    /// Whether what was asked for is damaged in the store.
    var isOfDamage: Bool { code == RemoteError.storeDamagedCode }

    /// Whether a session would have been over when it began.
    var isOfPastTime: Bool { code == ValueFault.Code.alreadyExpired.rawValue }

    /// Whether events were asked for that have been removed.
    var isOfRemovedEvents: Bool { code == ValueFault.Code.malformedValue.rawValue && path == "after" }

    /// Whether the daemon could not do it now, but may another time: it shuts down, its disk is full, or it has too
    /// many connections.
    var isPassing: Bool { Self.passing.contains(number) && !Self.lasting.contains(code) }

    /// The numbers of errors that may be gone the next time: those of the store, and those of limits.
    private static let passing = [RemoteError.shuttingDown, .tooManyConnections].map { Int64($0.code) }
    /// The codes among these that will be the same next time.
    private static let lasting = [
        RemoteError.storeDamagedCode, RemoteError.answerTooLargeCode, RemoteError.tooManySubscriptions.dataCode,
    ]
}

extension ErrorAnswer: CustomStringConvertible {
    /// A sentence that keeps what one needs to look it up.
    var description: String {
        let names = [code, "error \(number)"].compactMap(\.self).joined(separator: ", ")
        let advice =
            needsControlSocket
            ? "; what --socket or $LEASHD_CONTROL_SOCKET names is its spend.sock: name control.sock" : ""
        guard let path, !path.isEmpty else { return "the daemon refused: \(message)\(advice) (\(names))" }
        // The daemon's message begins with the path that it names beside it.
        let words = message.hasPrefix("\(path): ") ? String(message.dropFirst(path.count + 2)) : message
        return "the daemon refused at \(path): \(words) (\(names))"
    }
}
