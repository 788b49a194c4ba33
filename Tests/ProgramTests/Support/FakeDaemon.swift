import ControlProtocol
import Descriptors
import Foundation
import Glibc
import UnixSocket

/// A socket that answers as a script says, for what the real daemon cannot be made to say.
final class FakeDaemon: Sendable {
    /// What follows a request.
    enum Action: Sendable {
        /// An answer with this result.
        case result(String)
        /// An answer with this error object.
        case error(String)
        /// A notification with this event.
        case event(String)
        /// Bytes as they are.
        case raw(String)
        /// The end of the connection.
        case hangUp
        /// The end of the daemon: its socket goes away.
        case end
    }

    /// What to do about a request: its method and its parameters.
    typealias Script = @Sendable (_ method: String, _ parameters: JSONValue) -> [Action]

    let path: String
    private let requests = Guarded<[String]>([])
    private let isStopped = Guarded(false)

    /// Listens on a path, and is there when this returns.
    init(path: String, script: @escaping Script) {
        self.path = path
        let ready = DispatchSemaphore(value: 0)
        Thread { [self] in
            guard let listener = listen() else { return }
            ready.signal()
            serve(listener, script)
        }.start()
        ready.wait()
    }

    /// What was asked so far: method and parameters.
    var asked: [String] { requests.withLock { $0 } }

    /// Ends it.
    func stop() { isStopped.withLock { $0 = true } }

    /// Listens as soon as a predecessor has let go of the path.
    private func listen() -> Listener? {
        while !isStopped.withLock(\.self) {
            if let listener = try? Listener(path: path, mode: 0o600) { return listener }
            usleep(1000)
        }
        return nil
    }

    private func serve(_ listener: Listener, _ script: Script) {
        while !isStopped.withLock(\.self) {
            var waiting = pollfd(fd: listener.descriptor.number, events: Int16(POLLIN), revents: 0)
            unsafe poll(&waiting, 1, 20)
            guard let stream = try? listener.accept() else { continue }
            serve(stream, script)
        }
        listener.close()
    }

    private func serve(_ stream: UnixSocket.Stream, _ script: Script) {
        var reader = FrameReader(maximumMessageSize: 1 << 20)
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !isStopped.withLock(\.self) {
            var waiting = pollfd(fd: stream.descriptor.number, events: Int16(POLLIN), revents: 0)
            unsafe poll(&waiting, 1, 20)
            switch stream.receive(into: &buffer) {
            case .bytes(let count): reader.append(buffer.span.extracting(first: count))
            case .wouldBlock: continue
            default: return
            }
            while let frame = try? reader.next(), let request = try? JSONDocument(parsing: frame.bytes).root {
                guard answer(request, on: stream, script) else { return }
            }
        }
    }

    /// Does what the script says, and tells whether the connection goes on.
    private func answer(_ request: JSONValue, on stream: UnixSocket.Stream, _ script: Script) -> Bool {
        guard let method = request["method"]?.string, let parameters = request["params"],
            let id = request["id"]?.text
        else { return false }
        requests.withLock { $0.append("\(method) \(parameters.text)") }
        for action in script(method, parameters) {
            switch action {
            case .result(let json): send(#"{"jsonrpc":"2.0","id":\#(id),"result":\#(json)}"# + "\n", on: stream)
            case .error(let json): send(#"{"jsonrpc":"2.0","id":\#(id),"error":\#(json)}"# + "\n", on: stream)
            case .event(let json):
                let params = #"{"subscription":"0x1","result":\#(json)}"#
                send(#"{"jsonrpc":"2.0","method":"session_subscription","params":\#(params)}"# + "\n", on: stream)
            case .raw(let text): send(text, on: stream)
            case .hangUp: return false
            case .end:
                stop()
                return false
            }
        }
        return true
    }

    private func send(_ text: String, on stream: UnixSocket.Stream) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            switch stream.send(rest) {
            case .sent(let count): rest = rest.dropFirst(count)
            case .wouldBlock:
                var waiting = pollfd(fd: stream.descriptor.number, events: Int16(POLLOUT), revents: 0)
                unsafe poll(&waiting, 1, 1000)
            default: return
            }
        }
    }
}
