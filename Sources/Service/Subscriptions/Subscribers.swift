import Descriptors
import SessionKeys

/// Those who are told what happens, and what they lack.
final class Subscribers {
    /// How many events of a turn those who are up to date are sent at once, and a connection for all its subscriptions
    /// together: one for each question that is gathered and for each ending of a step. More comes where sessions end
    /// together, where a request has several events, and where much that was underway lands in one turn.
    private static let eventsAtOnce = Daemon.mostQuestions + Upkeep.endingsPerTurn
    /// For how long a turn goes on to send what subscribers lack; a step that has begun is ended.
    private static let backlogMicroseconds: UInt64 = 3000

    private let parts: DaemonParts
    private let subscriptions: SubscriptionBook
    private let reception: Reception
    private let telemetry: Telemetry

    init(parts: DaemonParts, subscriptions: SubscriptionBook, reception: Reception, telemetry: Telemetry) {
        self.parts = parts
        self.subscriptions = subscriptions
        self.reception = reception
        self.telemetry = telemetry
    }

    /// Whether anybody is to be told.
    var isSomebody: Bool { subscriptions.count > 0 }

    /// Tells those who are up to date what has just happened, one commit after the other.
    func tell(_ events: [[Event]]) {
        guard isSomebody else { return }
        guard !isTooMuchAtOnce(events) else { return subscriptions.fallBehind() }
        let notifications = subscriptions.notifications(of: events.flatMap(\.self), atMost: Self.eventsAtOnce)
        // One with room for half as much as may wait reads fast enough, and may be told much at once.
        let fast = Set(notifications.map(\.connection).filter(readsFast))
        for notification in notifications {
            // It may have been dropped for another of its subscriptions.
            guard let connection = reception.connections[notification.connection], !connection.isBroken else {
                continue
            }
            connection.tell(notification.bytes)
            guard connection.waiting > reception.connections.limits.answerSize else { continue }
            // A client that asks for much is slowed down, and not cut off: it gets the rest once there is room.
            if connection.hasUnreadAnswers || fast.contains(connection.id) {
                subscriptions.fallBehind(connection.id)
            } else {
                drop(connection, "it reads too slowly")
            }
        }
    }

    /// Lets go of what a connection that is gone has subscribed to.
    func forget(_ connection: UInt64) { subscriptions.closeAll(of: connection) }

    /// Whether so much has happened that nobody is told all of it at once.
    func isTooMuchAtOnce(_ events: [[Event]]) -> Bool { events.reduce(0) { $0 + $1.count } > Self.eventsAtOnce }

    /// Disconnects a subscriber rather than have it miss something.
    private func drop(_ connection: Connection, _ reason: String) {
        telemetry.metrics.subscribersDropped += 1
        connection.breakOff()
        let message =
            "a subscriber is disconnected: \(reason) (\(connection.caller.recordText)); it resumes with the last "
            + "number it saw"
        telemetry.sink.write(Record(.subscriberDropped, message, connection.caller.recordFields))
    }

    /// Whether one is behind that reads fast enough to be sent more.
    var isSomeBehindWithRoom: Bool { subscriptions.hasSomeBehind(mayReceive: hasRoom) }

    /// Sends those who are behind a part of what they lack, as fast as they read. Each step is sent at once, so that
    /// they read it while the next one is written.
    func catchUp() throws(DaemonError) {
        let began = SystemClock.monotonicMicroseconds()
        while isSomeBehindWithRoom, SystemClock.monotonicMicroseconds() - began < Self.backlogMicroseconds {
            try sendBacklogs()
        }
    }

    private func sendBacklogs() throws(DaemonError) {
        for (id, bytes) in try subscriptions.catchUp(mayReceive: hasRoom, read: backlog) {
            guard let connection = reception.connections[id], !connection.isBroken else { continue }
            reception.activate(connection)
            // When it comes again it is told what keeps it from what it lacks.
            guard let bytes else {
                drop(connection, "what it has not read yet is removed, or cannot be read")
                continue
            }
            guard !bytes.isEmpty else { continue }
            connection.expectMuch()
            connection.tell(bytes)
            connection.flush()
        }
    }

    /// Whether a connection has room for more once it was sent what waits.
    private func readsFast(_ id: UInt64) -> Bool {
        if let connection = reception.connections[id] {
            connection.flush()
            reception.activate(connection)
        }
        return hasRoom(id)
    }

    /// Whether a connection reads fast enough to be sent more of a backlog.
    private func hasRoom(_ id: UInt64) -> Bool {
        guard let connection = reception.connections[id], !connection.isBroken else { return false }
        return connection.waiting <= reception.connections.answerLimit / 2
    }

    /// - Returns: `nil` where some of it was removed meanwhile, or cannot be read, which is recorded.
    private func backlog(
        after position: Int64, of session: SessionID?, limit: Int
    ) throws(DaemonError) -> (events: [Event], newest: Int64)? {
        // An event is a quarter of a KiB, or a half: a step takes a quarter of what may wait, beside the half that
        // does.
        let limit = min(limit, reception.connections.limits.answerSize / 2048)
        let query = Request.read(.events(after: position, session: session, limit: limit))
        do throws(LedgerError) {
            let answered = try parts.ledger.commit([query], at: parts.clock.moment, clock: nil)
            if case .events(let events, let newest) = try answered.answers.first?.get() { return (events, newest) }
        } catch {
            try telemetry.recordStoreFailure("the events after \(position) cannot be read", error)
        }
        return nil
    }
}
