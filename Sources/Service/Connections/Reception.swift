import ControlProtocol
import Descriptors
import UnixSocket

/// Where callers come in, and what they send: the sockets, the connections, and whose turn it is.
final class Reception {
    /// What connections are received into, one after the other.
    private var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    var sockets: ListeningSockets
    let connections: ConnectionTable
    /// The places of the sockets at which somebody waits.
    private var knocked: [Int] = []
    /// Connections with something to do in this turn, each once.
    private(set) var active: [Connection] = []
    /// Connections with whole messages that were not taken in yet: the turn was full, or the client does not read.
    var heldBack: Set<UInt64> = []
    /// Whose messages were taken in last at each socket where not all could be: the others come first now.
    var takenInLast: [DaemonSocket: UInt64] = [:]
    /// Whether the daemon ends: what comes in now may not have been sent whole.
    var isStopping = false
    let telemetry: Telemetry
    private let subscriptions: SubscriptionBook

    /// A reception whose sockets and connections a poller tells of.
    init(
        _ listening: [ListeningSocket], limits: ConnectionLimits, watchedBy poller: Poller,
        subscriptions: SubscriptionBook, telemetry: Telemetry
    ) throws(SystemError) {
        sockets = try ListeningSockets(listening, watchedBy: poller)
        connections = ConnectionTable(poller: poller, limits: limits)
        self.subscriptions = subscriptions
        self.telemetry = telemetry
    }

    /// Has a connection attended to in this turn.
    func activate(_ connection: Connection) {
        guard !connection.isActive else { return }
        connection.isActive = true
        active.append(connection)
    }

    /// Takes note that somebody waits at a socket, and is let in once those have gone whose connections end in this turn.
    func noteKnock(at index: Int) { knocked.append(index) }

    /// Lets in those who wait.
    func admitThoseWhoKnocked() {
        for index in knocked { admit(at: index) }
        knocked.removeAll(keepingCapacity: true)
    }

    /// Receives from a connection that the poller tells of.
    func receive(_ one: Readiness) {
        guard let connection = connections[one.token] else { return }
        activate(connection)
        // What is here already comes first: else a client that asks without reading would fill the memory with
        // requests.
        if one.isReadable, !connection.inputHasEnded, !connection.isHeldBack {
            // What it holds is counted when its messages are taken out: what it had begun may end here.
            connection.receive(into: &buffer)
        }
        guard one.isHungUp else { return }
        // Nothing can be delivered any more. What was taken in is still done; the rest may go with the connection.
        connection.endInput()
        if !one.isReadable, !connection.isHeldBack || connection.awaitsLongAnswer { connection.breakOff() }
    }

    /// Receives what a connection was sent until now, so many times at most, and nothing after it.
    func receiveLast(from connection: Connection, atMost receptions: Int) {
        for _ in 0..<receptions where !connection.inputHasEnded { connection.receive(into: &buffer) }
        connection.endInput()
        activate(connection)
        makeRoom(for: connection)
    }

    /// Has an answer sent with what else the turn has for its connection.
    func answer(_ connection: Connection, with bytes: [UInt8]) {
        connection.answer(bytes)
        connection.unanswered -= 1
        activate(connection)
    }

    /// Sends what there is to send, and lets go of connections that are done, or hold too much.
    func attend() {
        let attended = active
        active = []
        for connection in attended {
            connection.isActive = false
            // It may have been closed to make room for others.
            guard !connection.isClosed else { continue }
            // One that has ended its sending gets its backlog all the same.
            if connections.attend(connection, unless: { subscriptions.isBehind(connection.id) }) {
                makeRoom(for: connection)
            } else {
                forget(connection.id)
            }
        }
        // Also where nobody is active any more.
        makeRoom()
    }

    /// Counts what a connection holds, and lets go of those that hold most where it is too much.
    private func makeRoom(for connection: Connection) {
        connections.noteMemory(of: connection)
        makeRoom()
    }

    /// Lets go of those that hold most, where all together hold too much.
    private func makeRoom() {
        guard connections.holdTooMuch else { return }
        let limits = connections.limits
        noteClosed(connections.closeStalled(), limits.bufferSize, "neither ended its message nor read")
        noteClosed(connections.closeLargest(), limits.mostHeld, "held most of them")
    }

    private func noteClosed(_ closed: [Connection], _ limit: Int, _ why: String) {
        for connection in closed {
            forget(connection.id)
            telemetry.recordRefusal(
                of: connection.caller, "closed", as: "all together held more than \(limit) bytes, and it \(why)")
        }
    }

    /// Nothing is kept for a connection that was closed.
    private func forget(_ id: UInt64) {
        subscriptions.closeAll(of: id)
        heldBack.remove(id)
        sockets.tryAgain()
    }
}
