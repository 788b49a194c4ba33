import Descriptors
import SessionKeys
import TestSupport
import Testing

@testable import Service

@Suite("The commit thread") struct CommitThreadTests {
    private let moment = Moment(Instant(seconds: FakeClock.startSec))

    @Test func `gives each answer once, with its bell, however impatiently it is asked`() throws {
        let commits = try CommitThread(ledger: MemoryLedger())
        let poller = try Poller()
        try poller.add(commits.descriptor, for: .read, token: 1)
        var ready: [Readiness] = []
        for _ in 0..<2000 {
            commits.start([.read(.session(SessionID(1)))], at: moment, clock: nil)
            var committed: Committed?
            while committed == nil { committed = try commits.finished() }
            #expect(try committed?.turn.answers.first?.get() == .unknownSession)
            #expect(!commits.isBusy)
            // A bell that rings on would wake the loop without end, and tell of the next batch before its time.
            try poller.wait(timeoutMilliseconds: 0, into: &ready)
            #expect(ready.isEmpty)
        }
        #expect((try commits.finished()) == nil)
    }

    @Test func `tells the error that the ledger ends with`() throws {
        let commits = try CommitThread(ledger: BrokenLedger(.mayHaveLostWrites("fsync")))
        commits.start([.read(.session(SessionID(1)))], at: moment, clock: nil)
        commits.wait()
        #expect(throws: LedgerError.mayHaveLostWrites("fsync")) { try commits.finished() }
        #expect(!commits.isBusy)
    }
}
