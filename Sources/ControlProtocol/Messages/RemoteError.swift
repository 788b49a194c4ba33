package import SessionKeys

/// A JSON-RPC error as it goes out (protocol.md, Errors).
package struct RemoteError: Error, Sendable {
    /// The code of JSON-RPC, or of EIP-1193.
    package let code: Int
    /// The sentence for people.
    package let message: String
    /// The code of `data`, which programs read.
    package let dataCode: String?
    /// Which parameter is wrong.
    package let path: String?
    /// All that speaks against the operation.
    package let reasons: [Reason]

    /// An error; what does not apply is left out of `data`.
    package init(code: Int, message: String, dataCode: String? = nil, path: String? = nil, reasons: [Reason] = []) {
        self.code = code
        self.message = message
        self.dataCode = dataCode
        self.path = path
        self.reasons = reasons
    }

    /// The code of what there is not: a session, an authorization, a backup.
    package static let unknownCode = -32001
    /// The code of a parameter that is wrong.
    package static let invalidCode = -32602
    /// The codes by which requests are refused before anything is decided about them.
    package static let refusalCodes =
        [unparsable(""), invalidRequest(""), unknownMethod(""), shuttingDown].map(\.code) + [invalidCode, unknownCode]

    /// The input is no JSON, or no object and no array: the connection is closed after it.
    package static func unparsable(_ what: String) -> RemoteError { RemoteError(code: -32700, message: what) }

    /// The message is no request.
    package static func invalidRequest(_ what: String) -> RemoteError { RemoteError(code: -32600, message: what) }

    /// There is no such method.
    package static func unknownMethod(_ name: String) -> RemoteError {
        RemoteError(code: -32601, message: "there is no method \"\(name.beginning)\"")
    }

    /// A parameter is wrong.
    package static func invalid(_ fault: ValueFault) -> RemoteError {
        let message = fault.path.isEmpty ? fault.message : "\(fault.path): \(fault.message)"
        return RemoteError(code: invalidCode, message: message, dataCode: fault.code.rawValue, path: fault.path)
    }

    /// There is no session of the id that was given.
    package static func unknownSession(_ id: SessionID) -> RemoteError { unknownSession("there is no session \(id)") }

    /// The same, with a message of its own.
    package static func unknownSession(_ message: String) -> RemoteError {
        RemoteError(code: unknownCode, message: message, dataCode: "unknown_session")
    }

    /// There is no authorization of the id that was given.
    package static func unknownAuthorization(_ id: AuthorizationID) -> RemoteError {
        RemoteError(code: unknownCode, message: "there is no authorization \(id)", dataCode: "unknown_authorization")
    }

    /// The ledger failed: nothing was done.
    package static func failed(_ error: LedgerError) -> RemoteError {
        let code =
            switch error {
            case .cannotWrite, .full, .mayHaveLostWrites: "store_cannot_write"
            case .cannotRead: "store_cannot_read"
            case .corrupt: storeDamagedCode
            }
        return RemoteError(code: -32002, message: "nothing was done: \(error)", dataCode: code)
    }

    /// The code of a store of which something is damaged.
    package static let storeDamagedCode = "store_damaged"

    /// The daemon ends, and the next one has not begun.
    package static let shuttingDown = RemoteError(
        code: -32002, message: "nothing was done: the daemon is shutting down; ask again when it is back",
        dataCode: "shutting_down")

    /// One more connection than may be open; it is closed after this.
    package static let tooManyConnections = RemoteError(
        code: -32005, message: "too many connections are open; close one",
        dataCode: "too_many_connections")

    /// All connections together occupy more memory than they may, and this one does not go on.
    package static func buffersFull(_ limit: Int) -> RemoteError {
        RemoteError(
            code: -32005,
            message: "all connections together hold more than \(limit) bytes, and this one does not finish its message",
            dataCode: "buffers_full")
    }

    /// The answers of a batch are longer together than may wait for a reader.
    package static func answerTooLarge(_ limit: Int) -> RemoteError {
        RemoteError(
            code: -32005, message: "the batch's answers are longer than \(limit) bytes; ask for less at once",
            dataCode: answerTooLargeCode)
    }

    /// The code of answers that are too long, however often they are asked for.
    package static let answerTooLargeCode = "answer_too_large"

    /// One more subscription than a connection may have.
    package static let tooManySubscriptions = RemoteError(
        code: -32005, message: "this connection has as many subscriptions as are allowed; end one",
        dataCode: "too_many_subscriptions")

    /// A copy of the store could not be made or read; the store is as it was.
    package static func backupFailed(_ what: String) -> RemoteError {
        RemoteError(code: -32002, message: "there is no backup: \(what)", dataCode: "backup_failed")
    }

    /// One backup is made or read at a time.
    package static let backupUnderway = RemoteError(
        code: -32005, message: "another backup is being made or read; try again when it is done",
        dataCode: "backup_underway")

    /// A backup is read by the connection that asked for it.
    package static let unknownBackup = RemoteError(
        code: unknownCode, message: "this connection has no backup to read; ask for one with daemon_backup first",
        dataCode: "unknown_backup")

    /// Only the control socket offers this.
    package static func controlSocketOnly(_ what: String) -> RemoteError {
        RemoteError(code: 4100, message: "\(what) needs the control socket", dataCode: controlSocketOnlyCode)
    }

    /// The code of such a refusal, under which it is counted.
    package static let controlSocketOnlyCode = "control_socket_only"

    /// The operation, or the request about one, is denied.
    package static func denied(_ reasons: [Reason]) -> RemoteError {
        RemoteError(
            code: 4100, message: reasons.first?.message ?? "denied", dataCode: reasons.first?.code.rawValue,
            reasons: reasons)
    }
}
