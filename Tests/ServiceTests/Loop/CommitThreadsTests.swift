import ControlProtocol
import Descriptors
import ServiceTestSupport
import SessionKeys
import TestSupport
import Testing
import UnixSocket

@testable import Service

@Suite("The commit threads") struct CommitThreadsTests {
    private let moment = Moment(Instant(seconds: FakeClock.startSec))

    /// So many questions, of what is not there.
    private func batch(of count: Int, asking question: Request = .read(.session(SessionID(1)))) -> Batch {
        let caller = Caller(connection: 1, socket: .control, peer: PeerCredentials(uid: 0, gid: 0, pid: 1))
        var batch = Batch()
        for _ in 0..<count { batch.append(.ask(question), answering: nil, to: caller) }
        batch.endExchange(with: caller, isList: true)
        return batch
    }

    /// How many answers have been written to each batch that landed.
    private func answerCounts(_ receipts: [CommitReceipt]) throws -> [Int] {
        let replies = receipts.flatMap { $0.outcome?.replies ?? [] }
        return try replies.map { try JSONDocument(parsing: $0.bytes).root.count }
    }

    private let settlement = Request.settle(
        SettleRequest(authorization: AuthorizationID(number: 1, nonce: 1), outcome: .success))

    @Test func `gives each answer once, with its bell, however impatiently it is asked`() throws {
        let commits = try CommitThreads(ledger: MemoryLedger())
        let poller = try Poller()
        try poller.add(commits.descriptor, for: .reading, token: 1)
        var ready: [Readiness] = []
        for _ in 0..<2000 {
            commits.start(batch(of: 1), at: moment, clock: nil, joiningUpTo: 0)
            var receipts: [CommitReceipt] = []
            while receipts.isEmpty { receipts = try commits.takeReceipts() }
            #expect(receipts.count == 1)
            let reply = try #require(receipts.first?.outcome?.replies.first)
            #expect(String(decoding: reply.bytes, as: UTF8.self).contains("unknown_session"))
            #expect(!commits.isBusy)
            // A bell that rings on would wake the loop without end.
            try poller.wait(timeoutMilliseconds: 0, into: &ready)
            #expect(ready.isEmpty)
        }
        #expect(try commits.takeReceipts().isEmpty)
    }

    @Test func `takes more while it works, and lands it in order`() throws {
        let commits = try CommitThreads(ledger: MemoryLedger())
        var (asked, receipts): ([Int], [CommitReceipt]) = ([], [])
        for number in 1...500 {
            asked.append(number % 7 + 1)
            commits.start(batch(of: number % 7 + 1), at: moment, clock: nil, joiningUpTo: 16)
            receipts += try commits.takeReceipts()
        }
        commits.waitForAll()
        receipts += try commits.takeReceipts()
        #expect(try answerCounts(receipts) == asked)
        for receipt in receipts {
            #expect(receipt.questionCount <= 16)
            #expect(try answerCounts([receipt]).reduce(0, +) == receipt.questionCount)
        }
        #expect(!commits.isBusy)
        #expect(commits.questionsUnderway == 0)
    }

    @Test func `lets nothing land before its log is flushed, and nothing at all once that failed`() throws {
        let log = TrackedLog()
        let commits = try CommitThreads(ledger: AheadLedger(log: log))
        for number in 1...100 {
            commits.start(batch(of: 1, asking: settlement), at: moment, clock: nil, joiningUpTo: 0)
            commits.waitForAll()
            let receipts = try commits.takeReceipts()
            #expect(receipts.count == 1)
            #expect(log.flushed >= number)
            // The time is that of the disk too: operators are alarmed by it.
            #expect(receipts.allSatisfy { $0.committed.microseconds >= TrackedLog.microseconds })
        }
        log.fail()
        for _ in 1...3 { commits.start(batch(of: 1, asking: settlement), at: moment, clock: nil, joiningUpTo: 0) }
        commits.waitForAll()
        #expect(throws: LedgerError.mayHaveLostWrites("flush")) { try commits.takeReceipts() }
    }

    @Test func `rings for nothing that has landed before, however the threads meet`() throws {
        let commits = try CommitThreads(ledger: AheadLedger(log: TrackedLog()))
        let poller = try Poller()
        try poller.add(commits.descriptor, for: .reading, token: 1)
        var ready: [Readiness] = []
        for _ in 0..<500 {
            for _ in 1...3 { commits.start(batch(of: 1, asking: settlement), at: moment, clock: nil, joiningUpTo: 0) }
            while commits.isBusy { _ = try commits.takeReceipts() }
            // The flushing thread may still hear of what it has flushed together with the one before.
            try poller.wait(timeoutMilliseconds: 1, into: &ready)
            #expect(ready.isEmpty)
        }
    }

    @Test func `what only reads is told when what it has seen is on the disk, and at once where that is so`() throws {
        let log = TrackedLog()
        let commits = try CommitThreads(ledger: AheadLedger(log: log))
        for number in 1...100 {
            commits.start(batch(of: 1, asking: settlement), at: moment, clock: nil, joiningUpTo: 0)
            commits.start(batch(of: 2), at: moment, clock: nil, joiningUpTo: 0)
            var receipts: [CommitReceipt] = []
            while receipts.count < 2 { receipts += try commits.takeReceipts() }
            #expect(try answerCounts(receipts) == [1, 2])
            #expect(log.flushed == number)
            commits.start(batch(of: 3), at: moment, clock: nil, joiningUpTo: 0)
            commits.waitForAll()
            #expect(try commits.takeReceipts().count == 1)
            #expect(log.flushed == number)
        }
        log.fail()
        commits.start(batch(of: 1, asking: settlement), at: moment, clock: nil, joiningUpTo: 0)
        commits.start(batch(of: 2), at: moment, clock: nil, joiningUpTo: 0)
        commits.waitForAll()
        #expect(throws: LedgerError.mayHaveLostWrites("flush")) { try commits.takeReceipts() }
    }

    @Test func `writes the answers that the ledger alone gives, and leaves the others to the loop`() throws {
        let desk = Desk(MemoryLedger())
        let reading = Wire.request("session_list", "[]", id: "7") + "[\(Wire.request("session_list", "[]"))] {}"
        let expected = try desk.ask(reading)
        let commits = try CommitThreads(ledger: desk.ledger)
        for (text, isWritten) in [(reading, true), (reading + Wire.request("session_subscribe"), false)] {
            try desk.take(text)
            commits.start(desk.intake.takeBatch(), at: moment, clock: nil, joiningUpTo: 0)
            commits.waitForAll()
            let receipt = try #require(try commits.takeReceipts().first)
            #expect((receipt.outcome != nil) == isWritten)
            let replies = desk.intake.outcome(of: receipt).replies.map {
                String(decoding: $0.bytes.dropLast(), as: UTF8.self)
            }
            #expect(replies.starts(with: expected) && replies.count == expected.count + (isWritten ? 0 : 1))
        }
    }

    @Test func `tells the error that the ledger ends with`() throws {
        let commits = try CommitThreads(ledger: BrokenLedger(.mayHaveLostWrites("fsync")))
        commits.start(batch(of: 1), at: moment, clock: nil, joiningUpTo: 0)
        commits.waitForAll()
        #expect(throws: LedgerError.mayHaveLostWrites("fsync")) { try commits.takeReceipts() }
        #expect(!commits.isBusy)
    }
}
