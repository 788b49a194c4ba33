import Descriptors
import SessionKeys
import TestSupport
import Testing

@testable import Service

@Suite("The commit threads") struct CommitThreadsTests {
    private let moment = Moment(Instant(seconds: FakeClock.startSec))

    @Test func `gives each answer once, with its bell, however impatiently it is asked`() throws {
        let commits = try CommitThreads(ledger: MemoryLedger())
        let poller = try Poller()
        try poller.add(commits.descriptor, for: .read, token: 1)
        var ready: [Readiness] = []
        for _ in 0..<2000 {
            _ = commits.start([.read(.session(SessionID(1)))], at: moment, clock: nil)
            var committed: [Committed] = []
            while committed.isEmpty { committed = try commits.finished() }
            #expect(committed.count == 1)
            #expect(try committed.first?.turn.answers.first?.get() == .unknownSession)
            #expect(!commits.isBusy)
            // A bell that rings on would wake the loop without end.
            try poller.wait(timeoutMilliseconds: 0, into: &ready)
            #expect(ready.isEmpty)
        }
        #expect(try commits.finished().isEmpty)
    }

    @Test func `takes more while it works, and lands it in order`() throws {
        let commits = try CommitThreads(ledger: MemoryLedger())
        var (groups, landed): ([Int], [Int]) = ([], [])
        for count in 1...500 {
            let questions = [Request](repeating: .read(.session(SessionID(1))), count: count % 7 + 1)
            let isJoined = commits.start(questions, at: moment, clock: nil, joiningUpTo: 16)
            if isJoined { groups[groups.count - 1] += questions.count } else { groups.append(questions.count) }
            #expect(groups.allSatisfy { $0 <= 16 })
            landed += try commits.finished().map(\.turn.answers.count)
        }
        commits.wait()
        landed += try commits.finished().map(\.turn.answers.count)
        #expect(landed == groups)
        #expect(!commits.isBusy)
        #expect(commits.questionsUnderway == 0)
    }

    @Test func `lets nothing land before its log is flushed, and nothing at all once that failed`() throws {
        let log = TrackedLog()
        let commits = try CommitThreads(ledger: AheadLedger(log: log))
        for batch in 1...100 {
            _ = commits.start([.read(.session(SessionID(1)))], at: moment, clock: nil)
            commits.wait()
            let committed = try commits.finished()
            #expect(committed.count == 1)
            #expect(log.flushed >= batch)
            // The time is that of the disk too: operators are alarmed by it.
            #expect(committed.allSatisfy { $0.microseconds >= TrackedLog.microseconds })
        }
        log.fail()
        for _ in 1...3 { _ = commits.start([.read(.session(SessionID(1)))], at: moment, clock: nil) }
        commits.wait()
        #expect(throws: LedgerError.mayHaveLostWrites("flush")) { try commits.finished() }
    }

    @Test func `tells the error that the ledger ends with`() throws {
        let commits = try CommitThreads(ledger: BrokenLedger(.mayHaveLostWrites("fsync")))
        _ = commits.start([.read(.session(SessionID(1)))], at: moment, clock: nil)
        commits.wait()
        #expect(throws: LedgerError.mayHaveLostWrites("fsync")) { try commits.finished() }
        #expect(!commits.isBusy)
    }
}
