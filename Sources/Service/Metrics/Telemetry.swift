import ControlProtocol
import Descriptors
import SessionKeys

/// What is told of the daemon's work: all of it is counted, and what matters recorded.
final class Telemetry {
    let sink: RecordSink
    let metrics = Metrics()
    private let recorder: Recorder
    /// What was answered in this turn, and is not counted and recorded yet.
    private var unrecorded: [AnsweredExchanges] = []

    init(sink: RecordSink) {
        self.sink = sink
        recorder = Recorder(sink: sink)
    }

    /// Takes note that a turn of the loop begins.
    func beginTurn(_ clocks: ClockReading) {
        metrics.beginTurn(clocks)
        sink.begin(second: clocks.wall.seconds)
    }

    /// Whether something was answered that is not recorded yet.
    var hasUnrecorded: Bool { !unrecorded.isEmpty }

    /// Takes note of what was answered, to be counted and recorded later.
    func note(_ outcome: AnsweredExchanges) {
        let isRefused = !outcome.overreaches.isEmpty || !outcome.refusals.isEmpty
        if outcome.asked.total > 0 || isRefused { unrecorded.append(outcome) }
    }

    /// Counts and records what was answered in this turn, which can wait until the answers have been sent.
    func recordAnswers() {
        guard !unrecorded.isEmpty else { return }
        let now = SystemClock.monotonicMicroseconds()
        for outcome in unrecorded {
            metrics.count(outcome, at: now)
            recorder.record(outcome)
        }
        unrecorded.removeAll()
    }

    /// Counts and records what has happened, which can wait until those who are told of it have been.
    func record(_ events: [Event]) {
        metrics.count(events)
        recorder.record(endingsAmong: events)
    }

    /// Counts and records what the store did not do, with whoever brought it about; where writes may be lost, nothing
    /// may be answered any more.
    func recordStoreFailure(_ what: String, _ error: LedgerError, by caller: Caller? = nil) throws(DaemonError) {
        if case .mayHaveLostWrites = error { throw .ledger(error) }
        metrics.countStoreFailure(error)
        sink.write(Record(.storeFailed, "\(what): \(error)", caller?.recordFields ?? []))
    }

    /// Counts and records that a caller was not let in, or not kept.
    func recordRefusal(of caller: Caller, _ what: String, as reason: String) {
        metrics.connectionsRefused += 1
        sink.write(.connectionRefused) {
            let message = "\(caller.recordText) is \(what) at \(caller.socket.fileName): \(reason)"
            return Record(.connectionRefused, message, caller.recordFields)
        }
    }
}
