import ControlProtocol
import Descriptors
import SessionKeys

/// The daemon's own methods: what it is and how it is, backups, and the word that the clock is right.
final class DaemonMethods: DaemonMethodAnswering {
    let parts: DaemonParts
    let reception: Reception
    let subscriptions: SubscriptionBook
    let telemetry: Telemetry
    private let upkeep: Upkeep
    private let backups: Backups
    /// Why the daemon cannot go on, where that was found while an answer was written.
    private(set) var fatal: DaemonError?

    init(
        parts: DaemonParts, reception: Reception, subscriptions: SubscriptionBook, telemetry: Telemetry,
        upkeep: Upkeep, backups: Backups
    ) {
        self.parts = parts
        self.reception = reception
        self.subscriptions = subscriptions
        self.telemetry = telemetry
        self.upkeep = upkeep
        self.backups = backups
    }

    func write(_ query: DaemonQuery, to writer: inout JSONWriter) {
        switch query {
        case .status: writer.object { writeStatus(to: &$0) }
        case .metrics: writer.object { writeMetrics(to: &$0) }
        case .clientVersion: writer.string(Version.client)
        case .modules:
            writer.object { modules in
                modules.member("wallet", string: "1.0")
                modules.member("session", string: "1.0")
                modules.member("daemon", string: "1.0")
                modules.member("rpc", string: "1.0")
            }
        case .discovery(let socket): writer.openRPC(of: socket)
        }
    }

    func beginBackup(for caller: Caller, answering id: RequestID?) throws(RemoteError) {
        try backups.begin(for: caller, answering: id)
    }

    func writeBackup(from offset: Int64, for caller: Caller, to writer: inout JSONWriter) throws(RemoteError) {
        try backups.write(from: offset, for: caller, to: &writer)
    }

    func confirmClock(for caller: Caller) throws(RemoteError) {
        do throws(LedgerError) {
            try parts.clock.confirm { highest throws(LedgerError) in try parts.ledger.keep(highest) }
        } catch {
            noteFailureToConfirm(error, by: caller)
            throw .failed(error)
        }
        telemetry.metrics.noteStoreWorks()
        upkeep.schedule.ask()
        let message = "the clock is believed: it is \(parts.clock.moment.now.utcText)"
        telemetry.sink.write(Record(.clockConfirmed, message, caller.recordFields))
    }

    /// Only what the client is told can be thrown from where an answer is written.
    private func noteFailureToConfirm(_ failure: LedgerError, by caller: Caller) {
        do throws(DaemonError) {
            try telemetry.recordStoreFailure("the time that was confirmed cannot be stored", failure, by: caller)
        } catch {
            fatal = error
        }
    }

    /// What `daemon_status` answers.
    func writeStatus(to status: inout JSONWriter) {
        let now = SystemClock.bootMilliseconds()
        let overview = parts.ledger.overview
        status.member("version", string: Version.number)
        status.member("uptimeSec", integer: (now - parts.startedAt) / 1000)
        status.counts("sessions", SessionStatus.allCases.map { ($0.rawValue, overview.sessions[$0, default: 0]) })
        status.member("reservationsOpen", integer: overview.openReservations)
        if let next = overview.nextExpirySec { status.member("nextExpirySec", integer: next) }
        writeClock(to: &status)
        status.object("store") { store in
            store.member("schema", integer: overview.schemaVersion)
            // What cannot be read is left out.
            if let bytes = try? parts.ledger.bytes { store.member("bytes", integer: bytes) }
            store.member("firstEvent", integer: overview.firstEvent)
            store.member("lastEvent", integer: overview.lastEvent)
            store.member("failing", bool: upkeep.isStoreFailing)
        }
        status.counts("connections", DaemonSocket.allCases.map { ($0.rawValue, reception.connections.count(at: $0)) })
        writeRates(at: now / 1000, to: &status)
    }

    private func writeClock(to status: inout JSONWriter) {
        status.object("clock") { clock in
            clock.member("nowMs", integer: parts.clock.moment.now.milliseconds)
            clock.member("certain", bool: parts.clock.moment.isCertain)
            clock.member("unexplainedMs", integer: parts.clock.moment.isCertain ? 0 : parts.clock.unexplainedStep)
            clock.member("behindMs", integer: parts.clock.millisecondsBehind)
        }
    }

    private func writeRates(at second: Int64, to status: inout JSONWriter) {
        let recent = telemetry.metrics.rates.recent(at: second)
        status.object("rates") { rates in
            rates.member("requests", integer: recent.requests)
            rates.member("authorized", integer: recent.authorized)
            rates.member("denied", integer: recent.denied)
            rates.member("secondsMeasured", integer: min(Rates.window, max(1, second - parts.startedAt / 1000)))
        }
    }
}
