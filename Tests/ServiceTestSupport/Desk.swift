import ControlProtocol
package import Service
package import SessionKeys
package import TestSupport

/// The intake without its daemon, and with a clock that moves only when it is told to.
package final class Desk {
    /// Who answers what the intake asks.
    package let ledger: any Ledger
    /// The machine's clocks.
    package let clock: FakeClock
    /// What is believed of them.
    package let daemonClock: DaemonClock
    /// Who is to be told of events.
    package let subscriptions: SubscriptionBook
    /// Where frames go in, and answers come out.
    package var intake: Intake

    /// Has nothing but the clock.
    private final class ClockMethods: DaemonMethodAnswering {
        let clock: DaemonClock

        init(clock: DaemonClock) { self.clock = clock }

        func write(_ query: DaemonQuery, to writer: inout JSONWriter) { writer.string("an answer") }

        func beginBackup(for caller: Caller, answering id: RequestID?) throws(RemoteError) {
            throw .backupFailed("there is no store")
        }

        func writeBackup(from offset: Int64, for caller: Caller, to writer: inout JSONWriter) throws(RemoteError) {
            throw .unknownBackup
        }

        func confirmClock(for caller: Caller) { clock.confirm { _ in } }
    }

    /// An intake in front of that ledger.
    package init(
        _ ledger: any Ledger, startSec: Int64 = FakeClock.startSec, requestsPerMessage: Int = 512,
        answerSize: Int = 1 << 20, random: RandomPool = RandomPool()
    ) {
        let clock = FakeClock(startSec: startSec)
        self.ledger = ledger
        self.clock = clock
        daemonClock = DaemonClock(kept: nil, longestStep: 3_600_000) { clock.reading }
        subscriptions = SubscriptionBook(random: random)
        intake = Intake(
            ledger: ledger, clock: daemonClock, subscriptions: subscriptions, random: random,
            daemonMethods: ClockMethods(clock: daemonClock), requestsPerMessage: requestsPerMessage,
            answerSize: answerSize)
    }
}
