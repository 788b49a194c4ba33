import ControlProtocol
import TestSupport
import Testing
import UnixSocket

/// A plain client: it sends bytes as they are, and reads lines.
final class Client {
    let stream: Stream
    private var received: [UInt8] = []
    private var position = 0
    private var hasEnded = false
    /// Whether the daemon may be gone in the middle of a line.
    var mayEndWithinAnswer = false
    private var buffer = [UInt8](repeating: 0, count: 64 * 1024)

    init(_ path: String) throws {
        stream = try Stream.connect(path: path, timeoutMilliseconds: Patience.milliseconds)
    }

    func send(_ text: String) throws { try stream.sendAll(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) throws { try stream.sendAll(bytes) }

    /// The next line without its end; `nil` where the daemon has closed the connection.
    func line() throws -> String? {
        while true {
            if let end = received[position...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { position = end + 1 }
                return String(decoding: received[position..<end], as: UTF8.self)
            }
            guard !hasEnded else {
                #expect(mayEndWithinAnswer || position == received.count, "the connection ended within an answer")
                return nil
            }
            received.removeFirst(position)
            position = 0
            try receive()
        }
    }

    private func receive() throws {
        let count = try stream.receiveSome(into: &buffer)
        received += buffer[..<count]
        hasEnded = count == 0
    }

    /// The next line as JSON.
    func answer() throws -> JSONValue { try answers(1)[0] }

    /// So many lines, read before any of them is looked at: a daemon that ends waits for no slow reader.
    func answers(_ count: Int) throws -> [JSONValue] {
        let lines = try (0..<count).map { _ in
            try #require(try line(), "the connection was closed where an answer was due")
        }
        return try lines.map { try JSONDocument(parsing: Array($0.utf8)).root }
    }

    /// Whether the daemon has closed the connection, without another byte.
    func isClosed() throws -> Bool { try line() == nil }

    /// Sends a request and takes the next line for its answer.
    func request(_ method: String, _ parameters: String = "{}") throws -> JSONValue {
        try send(Wire.request(method, parameters) + "\n")
        return try answer()
    }

    /// The result of a request that must succeed.
    @discardableResult
    func result(_ method: String, _ parameters: String = "{}") throws -> JSONValue {
        let answer = try request(method, parameters)
        return try #require(answer["result"], "\(method) failed: \(answer.text)")
    }

    /// The error of a request that must fail.
    func failure(_ method: String, _ parameters: String = "{}") throws -> Failure {
        try #require(Failure(try request(method, parameters)))
    }
}
