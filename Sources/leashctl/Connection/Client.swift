import ControlProtocol
import Descriptors
import UnixSocket

/// A connection to the daemon: one request after another, each with its answer.
final class Client {
    /// No answer is larger: a page has 256 KiB at most, and the sessions of an account that are revoked together 38
    /// bytes each.
    private static let answerLimit = 64 * 1024 * 1024
    /// How long the daemon may take.
    static let usualPatienceMilliseconds = 30_000
    /// The methods that change something: if no answer comes, it may have been done all the same.
    private static let changes: Set<Method> = [.createSession, .authorize, .settle, .revoke, .confirmClock]

    /// Whether the socket is the one for spenders.
    var isForSpenders: Bool { Self.isForSpenders(path) }
    /// Where the daemon listens.
    let path: String
    private let patienceMilliseconds: Int
    private let stream: UnixSocket.Stream
    private var reader = FrameReader(maximumMessageSize: answerLimit, maximumDepth: 64)
    private var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    private var lastID = 0
    /// Whether an answer that takes longer than it should is waited for all the same.
    private var isPatient = false

    /// Whether a socket is, by its name, the one that offers spenders what they need and nothing else. What else is
    /// asked there in vain counts as a denial, which somebody watches for.
    static func isForSpenders(_ path: String) -> Bool {
        path.split(separator: "/").last.map(String.init) == DaemonSocket.spend.fileName
    }

    /// Connects to the daemon's socket.
    init(path: String, patienceMilliseconds: Int = usualPatienceMilliseconds) throws(Failure) {
        (self.path, self.patienceMilliseconds) = (path, patienceMilliseconds)
        do {
            stream = try UnixSocket.Stream.connect(path: path, timeoutMilliseconds: patienceMilliseconds)
        } catch {
            throw .unreachable(Reachability.explanation(of: error, path: path))
        }
    }

    /// Calls a method with one object of parameters, and waits for its result.
    func call(
        _ method: Method, _ parameters: (inout JSONWriter) -> Void = { _ in }
    ) throws(Failure) -> JSONValue {
        lastID += 1
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("jsonrpc", string: "2.0")
            writer.member("id", integer: lastID)
            writer.member("method", string: method.rawValue)
            writer.object("params", parameters)
        }
        writer.endLine()
        try send(writer.bytes)
        let doubt = Self.changes.contains(method) ? "; whether it did what was asked is not known" : ""
        return try result(of: lastID, method, doubt: doubt)
    }

    /// Waits, for as long as it takes and somebody reads what is written, for what the daemon sends by itself.
    func nextNotification() throws(Failure) -> JSONValue {
        while true {
            let message = try receive(orTell: "\(daemon) ended the connection") {
                Output.wait(for: stream.descriptor.number)
            }
            if message["id"] == nil, let params = message["params"] { return params }
        }
    }

    /// Lets the daemon take as long as it likes from now on.
    func waitWithoutEnd() throws(Failure) {
        do {
            try stream.setTimeout(milliseconds: nil)
        } catch {
            throw .unreachable(error.description)
        }
    }

    /// Lets the daemon take as long as it needs for what is asked from here on; where that is long, it is told once.
    func waitPatiently() { isPatient = true }

    /// Ends the connection, whoever still holds it.
    func close() { stream.close() }

    /// Who is talked to, for a sentence.
    private var daemon: String { "the daemon at \(ShownText.of(path))" }

    private func send(_ bytes: [UInt8]) throws(Failure) {
        do {
            try stream.sendAll(bytes)
        } catch .closedByPeer {
            // It may have said why before it closed: the reception tells.
            return
        } catch {
            throw .unreachable("\(daemon) takes nothing: \(text(of: error))")
        }
    }

    /// What an error means: leashd knows every method that is asked here, also where it does not offer it.
    private static func failure(_ error: ErrorAnswer, of method: Method) -> Failure {
        guard error.number == RemoteError.unknownMethod(method.rawValue).code else { return .refused(error) }
        return .misunderstood(
            "it knows no method \(method.rawValue), so it is another program, or a leashd of another version")
    }

    private func result(of id: Int, _ method: Method, doubt: String) throws(Failure) -> JSONValue {
        let end =
            "\(daemon) closed the connection before it answered (journalctl -xeu leashd says whether it started)"
        while true {
            let message = try receive(orTell: end, doubt: doubt)
            if let error = message["error"] { throw Self.failure(try ErrorAnswer(error), of: method) }
            if message["id"]?.integer == Int64(id), let result = message["result"] { return result }
            // What the daemon sends by itself may come between.
            guard message["id"] == nil, message["method"] != nil else {
                throw .misunderstood("an answer to nothing that was asked\(doubt)")
            }
        }
    }

    /// The next message. Where the connection ends first, that is told, and where none comes, what is in doubt then.
    private func receive(
        orTell end: String, doubt: String = "", waiting wait: () -> Void = {}
    ) throws(Failure) -> JSONValue {
        do {
            while true {
                if let frame = try reader.next() { return try frame.document().root }
                wait()
                let count = try receiveSome()
                guard count > 0 else { throw Failure.unreachable("\(end)\(doubt)") }
                reader.append(buffer.span.extracting(first: count))
            }
        } catch let failure as Failure {
            throw failure
        } catch let error as SocketError {
            throw .unreachable("\(daemon) does not answer: \(text(of: error))\(doubt)")
        } catch {
            throw .misunderstood("\(error)\(doubt)")
        }
    }

    private func receiveSome() throws(SocketError) -> Int {
        do throws(SocketError) {
            return try stream.receiveSome(into: &buffer)
        } catch {
            guard isPatient, case .timedOut = error else { throw error }
            isPatient = false
            Output.complain(
                "leashctl: \(daemon) has not answered for \(patience), and is waited for; Ctrl-C ends the waiting, and "
                    + "not what was asked")
            try stream.setTimeout(milliseconds: nil)
            return try stream.receiveSome(into: &buffer)
        }
    }

    private func text(of error: SocketError) -> String {
        guard case .timedOut = error else { return "\(error)" }
        return "it has taken longer than \(patience)"
    }

    private var patience: String {
        let isWhole = patienceMilliseconds.isMultiple(of: 1000)
        return isWhole ? "\(patienceMilliseconds / 1000) s" : "\(patienceMilliseconds) ms"
    }
}
