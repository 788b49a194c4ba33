import ControlProtocol
import Descriptors
import UnixSocket

/// The connections that are open: admitted up to a limit, watched, and closed when they are done.
final class ConnectionTable {
    private let poller: Poller
    private var connections: [UInt64: Connection] = [:]
    private var next = Tokens.firstConnection
    /// How many come in by each socket.
    private var counts: [DaemonSocket: Int] = [:]
    /// How much memory they occupy together, as far as it was counted.
    private var held = 0
    /// When they are looked through again for one that is stalled, where none was found.
    private var nextLook: UInt64 = 0
    private static let lookMicroseconds: UInt64 = 50_000
    /// A change of how many may be open counts from the next caller on; the rest counts for all.
    var limits: ConnectionLimits {
        didSet { for connection in all { connection.reader.maximumMessageSize = limits.messageSize } }
    }

    init(poller: Poller, limits: ConnectionLimits) {
        self.poller = poller
        self.limits = limits
    }

    subscript(id: UInt64) -> Connection? { connections[id] }

    var all: Dictionary<UInt64, Connection>.Values { connections.values }

    var count: Int { connections.count }

    func count(at socket: DaemonSocket) -> Int { counts[socket, default: 0] }

    /// All together may be as many as the limit says. A few administrators are let in beyond it: else a spender could
    /// take every connection, and nobody could revoke its sessions.
    private func hasRoom(at socket: DaemonSocket) -> Bool {
        connections.count < limits.connections
            || socket == .control && count(at: socket) < min(Self.extraForControl, max(1, limits.connections / 8))
    }

    /// More than a few administrators and services need; of a small limit it is an eighth, and one at least.
    private static let extraForControl = 16

    /// Lets in whoever waits at the socket, at most `limit`.
    ///
    /// - Returns: who was turned away because there are too many, and why no more could be let in, where that is so.
    func admit(at listening: ListeningSocket, atMost limit: Int) -> (refused: [Caller], failure: SocketError?) {
        var refused: [Caller] = []
        do throws(SocketError) {
            for _ in 0..<limit {
                guard let (stream, caller) = try listening.admit(as: next) else { break }
                next += 1
                if hasRoom(at: listening.socket) {
                    try add(Connection(stream: stream, caller: caller, messageSize: limits.messageSize))
                } else {
                    refused.append(caller)
                    turnAway(stream, with: .tooManyConnections)
                }
            }
            return (refused, nil)
        } catch {
            return (refused, error)
        }
    }

    /// - Throws: where it cannot be watched; its descriptor is closed with it.
    private func add(_ connection: Connection) throws(SocketError) {
        do throws(SystemError) {
            try poller.add(connection.stream.descriptor, for: connection.interest, token: connection.id)
        } catch {
            throw .system(error)
        }
        connections[connection.id] = connection
        counts[connection.caller.socket, default: 0] += 1
    }

    /// Closes a connection with an answer that may get lost.
    private func turnAway(_ stream: Stream, with error: RemoteError) {
        var writer = JSONWriter()
        writer.response(to: nil, error: error)
        writer.endLine()
        _ = stream.send(writer.bytes.span)
        stream.close()
    }

    /// How many bytes of answers may wait for one connection before nothing more is read from it. Where all together
    /// occupy too much, a connection has to have read everything.
    var answerLimit: Int { holdTooMuch ? 0 : limits.answerSize }

    /// Whether all together occupy more than they may for long.
    var holdTooMuch: Bool { held > limits.bufferSize }

    /// Counts what the connection occupies, if it is still there.
    func noteMemory(of connection: Connection) { if !connection.isClosed { recount(connection) } }

    /// Closes connections that only occupy memory until all together have room, the one that occupies most first.
    ///
    /// - Returns: what was closed.
    func closeStalled() -> [Connection] {
        let now = SystemClock.monotonicMicroseconds()
        guard now >= nextLook else { return [] }
        let closed = close(untilHeld: limits.bufferSize) { $0.isStalled(at: now, after: limits.stallMicroseconds) }
        if closed.isEmpty { nextLook = now + Self.lookMicroseconds }
        return closed
    }

    /// Closes the connections that occupy most, whatever they do, where all together occupy so much that the kernel
    /// might end the process, and with it every connection.
    ///
    /// - Returns: what was closed.
    func closeLargest() -> [Connection] { close(untilHeld: limits.mostHeld) { $0.held > 0 } }

    private func close(untilHeld limit: Int, where mayGo: (Connection) -> Bool) -> [Connection] {
        guard held > limit else { return [] }
        var candidates = connections.values.filter(mayGo).sorted { $0.counted < $1.counted }
        var closed: [Connection] = []
        while held > limit, let most = candidates.popLast() {
            // It may have read while the loop stood still, and nothing was sent to it.
            most.flush()
            recount(most)
            guard held > limit, mayGo(most) else { continue }
            // In the middle of an answer that is half sent, an error would be garbage.
            if most.waiting == 0 { turnAway(most.stream, with: .buffersFull(limits.bufferSize)) }
            close(most)
            closed.append(most)
        }
        return closed
    }

    private func recount(_ connection: Connection) {
        let holds = connection.held
        held += holds - connection.counted
        connection.counted = holds
    }

    /// Sends what waits for the connection, and watches it for what it needs next; closes it when it is done.
    ///
    /// - Parameters:
    ///   - connection: the connection.
    ///   - isAwaited: whether more is to be sent to it, where it would be done otherwise.
    /// - Returns: false where it was closed.
    func attend(_ connection: Connection, unless isAwaited: () -> Bool) -> Bool {
        connection.flush()
        guard !connection.isDone || !connection.isBroken && isAwaited() else {
            close(connection)
            return false
        }
        let interest = connection.wantedInterest(answerLimit: answerLimit)
        guard interest != connection.interest else { return true }
        connection.interest = interest
        do {
            try poller.modify(connection.stream.descriptor, for: interest, token: connection.id)
            return true
        } catch {
            close(connection)
            return false
        }
    }

    func close(_ connection: Connection) {
        connection.isClosed = true
        if connections.removeValue(forKey: connection.id) != nil {
            counts[connection.caller.socket, default: 0] -= 1
            held -= connection.counted
            connection.counted = 0
        }
        connection.stream.close()
    }
}
