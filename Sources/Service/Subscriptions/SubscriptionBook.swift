import ControlProtocol
import SessionKeys

/// All subscriptions, and what each of them still has to be sent.
///
///     behind --the backlog is sent--> current
///       ^--thousands of sessions end at once-'
///
/// Behind, events are read from the ledger at the pace at which the reader reads; current, they come with each commit.
package final class SubscriptionBook {
    /// How many subscriptions one connection may have.
    static let limitPerConnection = 64
    /// How many events of backlogs are read in a step, and how many subscriptions share them.
    static let stride = 512
    static let servedAtOnce = 8

    /// The size of most notifications, in bytes.
    private static let usualSize = 256

    private var subscriptions: [String: Subscription] = [:]
    private var counts: [UInt64: Int] = [:]
    /// How many times some of those that are behind were served.
    private var steps = 0
    private let random: RandomPool

    /// A book without subscriptions.
    package init(random: RandomPool) { self.random = random }

    /// How many there are.
    var count: Int { subscriptions.count }

    /// Whether somebody is behind who has room for more.
    func hasSomeBehind(mayReceive: (UInt64) -> Bool) -> Bool {
        subscriptions.values.contains { !$0.isCurrent && mayReceive($0.connection) }
    }

    /// Whether a connection has a subscription that is behind.
    func isBehind(_ connection: UInt64) -> Bool {
        counts[connection] != nil
            && subscriptions.values.contains { !$0.isCurrent && $0.connection == connection }
    }

    /// Begins a subscription after the event that was asked for, or after the newest one.
    ///
    /// - Returns: its id.
    func open(_ request: SubscriptionRequest, for connection: UInt64, newest: Int64) throws(RemoteError) -> String {
        guard counts[connection, default: 0] < Self.limitPerConnection else { throw .tooManySubscriptions }
        let position = request.after ?? newest
        guard position <= newest else {
            throw .invalid(.malformed(request.afterPath.text, "is \(position), and the newest event is \(newest)"))
        }
        let id = "0x" + String(random.nextID(), radix: 16)
        subscriptions[id] = Subscription(
            connection: connection, session: request.session,
            envelope: NotificationEnvelope(request.style.method, subscription: id), position: position, isCurrent: false
        )
        counts[connection, default: 0] += 1
        return id
    }

    /// Ends a subscription of the connection; false where it has none of this id.
    func close(_ id: String, of connection: UInt64) -> Bool {
        guard subscriptions[id]?.connection == connection else { return false }
        subscriptions[id] = nil
        counts[connection, default: 1] -= 1
        return true
    }

    /// Ends whatever a connection that is gone had subscribed to.
    func closeAll(of connection: UInt64) {
        guard counts.removeValue(forKey: connection) != nil else { return }
        subscriptions = subscriptions.filter { $0.value.connection != connection }
    }

    /// The notifications that new events make for those that are current. The events follow the newest known without a
    /// gap. A connection whose subscriptions would be sent more than `limit` together falls behind.
    func notifications(of events: [Event], atMost limit: Int) -> [(connection: UInt64, bytes: [UInt8])] {
        guard !events.isEmpty, !subscriptions.isEmpty else { return [] }
        let overwhelmed = connections(sentMoreThan: limit, of: events)
        var notifications: [(connection: UInt64, bytes: [UInt8])] = []
        for (id, subscription) in subscriptions where subscription.isCurrent {
            guard !overwhelmed.contains(subscription.connection) else {
                subscriptions[id]?.isCurrent = false
                continue
            }
            let bytes = Self.lines(for: subscription, of: events)
            if !bytes.isEmpty { notifications.append((subscription.connection, bytes)) }
            subscriptions[id]?.position = max(subscription.position, events.last?.sequence ?? 0)
        }
        return notifications
    }

    /// The connections whose subscriptions that are current would be sent more than `limit` together.
    private func connections(sentMoreThan limit: Int, of events: [Event]) -> Set<UInt64> {
        guard events.count * Self.limitPerConnection > limit else { return [] }
        var sent: [UInt64: Int] = [:]
        for subscription in subscriptions.values
        where subscription.isCurrent && events.count * counts[subscription.connection, default: 0] > limit {
            sent[subscription.connection, default: 0] += events.count(where: subscription.wants)
        }
        return Set(sent.filter { $0.value > limit }.keys)
    }

    /// Makes everybody, or one connection, read from the ledger, where too much has happened to be sent at once.
    func fallBehind(_ connection: UInt64? = nil) {
        for (id, subscription) in subscriptions where subscription.connection == connection ?? subscription.connection {
            subscriptions[id]?.isCurrent = false
        }
    }

    /// A part of what those lack that are behind, as it is to be sent to them.
    ///
    /// - Parameters:
    ///   - mayReceive: whether a connection has room for more.
    ///   - read: reads events after a number, at most so many, and the newest number; `nil` where some were removed
    ///     or cannot be read.
    /// - Returns: the notifications; `nil` for a connection that cannot be sent what it lacks.
    /// - Throws: what `read` throws.
    func catchUp<E: Error>(
        mayReceive: (UInt64) -> Bool,
        read: (_ after: Int64, SessionID?, _ limit: Int) throws(E) -> (events: [Event], newest: Int64)?
    ) throws(E) -> [(connection: UInt64, bytes: [UInt8]?)] {
        var notifications: [(connection: UInt64, bytes: [UInt8]?)] = []
        let served = takeTurn(mayReceive: mayReceive)
        for (id, subscription) in served {
            let share = Self.stride / served.count
            guard let (events, newest) = try read(subscription.position, subscription.session, share) else {
                notifications.append((subscription.connection, nil))
                continue
            }
            // None, too: whoever waited for it alone is done.
            notifications.append((subscription.connection, Self.lines(for: subscription, of: events)))
            // A short page may have ended for its size: only an empty one, or the newest event, is the end.
            let isCurrent = events.last.map { $0.sequence == newest } ?? true
            subscriptions[id]?.isCurrent = isCurrent
            subscriptions[id]?.position = isCurrent ? newest : events.last?.sequence ?? newest
        }
        return notifications
    }

    /// Who is served in a step: those that are behind take turns, and of a connection one at a time, so that it is sent
    /// no more than it had room for.
    private func takeTurn(mayReceive: (UInt64) -> Bool) -> [(id: String, subscription: Subscription)] {
        let behind = subscriptions.filter { !$0.value.isCurrent && mayReceive($0.value.connection) }
            .sorted { $0.value.servedInStep < $1.value.servedInStep }
        var served: [(id: String, subscription: Subscription)] = []
        var connections: Set<UInt64> = []
        steps += 1
        for (id, subscription) in behind
        where served.count < Self.servedAtOnce && connections.insert(subscription.connection).inserted {
            subscriptions[id]?.servedInStep = steps
            served.append((id, subscription))
        }
        return served
    }

    private static func lines(for subscription: Subscription, of events: [Event]) -> [UInt8] {
        var lines = EventLines(in: subscription.envelope)
        if subscription.session == nil { lines.reserveCapacity(events.count * Self.usualSize) }
        for event in events where subscription.wants(event) { lines.append(event) }
        return lines.bytes
    }
}
