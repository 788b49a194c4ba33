import Glibc
import Testing

@testable import Service

struct RecordSinkTests {
    /// Keeps what a sink delivers.
    private final class Journal {
        var records: [Record] = []
    }

    private let journal = Journal()

    private func sink(_ level: LogLevel) -> RecordSink {
        let journal = journal
        return RecordSink(level: level) { journal.records.append($0) }
    }

    @Test func `a second of everything is fewer than 50 lines, and the next one tells what is missing`() {
        let sink = sink(.debug)
        sink.begin(second: 1)
        let load = RecordKind.allCases.filter { $0.perSecond != nil && $0 != .recordsOmitted }
        for _ in 0..<1000 { for kind in load { sink.write(Record(kind, "again")) } }
        let count = journal.records.count
        #expect(count < 50)
        sink.begin(second: 2)
        #expect(journal.records.count == count + 1)
        let last = journal.records.last
        #expect(last?.kind == .recordsOmitted)
        #expect(last?.fields.first { $0.field == .omitted }?.value == "\(1000 * load.count - count)")
        #expect(last?.fields.first { $0.field == .omittedDenials }?.value == "995")
        #expect(last?.message.contains("995 more denials") == true)
        #expect(sink.omittedCount == 1000 * load.count - count)
        sink.begin(second: 3)
        #expect(journal.records.count == count + 1)
    }

    @Test func `what is left out of the urgent is told where only that is wanted`() {
        let sink = sink(.critical)
        sink.begin(second: 1)
        for _ in 0..<4 { sink.write(Record(.storeFailed, "again")) }
        sink.begin(second: 2)
        #expect(journal.records.count == 4 && journal.records.last?.kind == .recordsOmitted)
    }

    @Test func `what is not wanted is neither written nor missing`() {
        let sink = sink(.warning)
        for _ in 0..<100 {
            sink.write(.settled) {
                Issue.record("made up for nobody")
                return Record(.settled, "")
            }
        }
        #expect(journal.records.isEmpty && !sink.hasOmitted && sink.omittedCount == 0)
    }

    @Test func `what no load brings about is written always`() {
        let sink = sink(.info)
        for _ in 0..<100 { sink.write(Record(.configurationFaulty, "a line that is faulty")) }
        #expect(journal.records.count == 100)
    }

    @Test func `what nobody takes is told of once somebody does`() {
        var (isTaken, taken) = (false, [Record]())
        let sink = RecordSink(level: .info) { record in
            if isTaken { taken.append(record) }
            return isTaken
        }
        sink.begin(second: 1)
        sink.write(Record(.started, "lost"))
        sink.write(Record(.denied, "lost, too"))
        sink.begin(second: 2)
        #expect(sink.omittedCount == 2 && sink.hasOmitted)
        isTaken = true
        sink.begin(second: 3)
        #expect(taken.map(\.kind) == [.recordsOmitted] && !sink.hasOmitted)
        #expect(taken.first?.fields.map(\.value) == ["2", "1"])
    }

    @Test func `a log that nobody reads holds nobody up`() async {
        await #expect(processExitsWith: .success) {
            // Where it does hold somebody up, this ends the process.
            alarm(60)
            // F_SETPIPE_SZ: a pipe that is soon full; it takes a page at least.
            var ends: [Int32] = [0, 0]
            try #require(unsafe pipe(&ends) == 0)
            let room = Int(fcntl(ends[1], 1031, 4096))
            try #require(room > 0)
            try #require(dup2(ends[1], STDERR_FILENO) == STDERR_FILENO)
            let sink = RecordSink(level: .debug)
            // Kinds of which no second has too many.
            for kind in [RecordKind.started, .stopping, .reloaded] {
                for _ in 0...room / 9000 { sink.write(Record(kind, String(repeating: "x", count: 3000))) }
            }
            var bytes = [UInt8](repeating: 0, count: 2 * room)
            let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(ends[0], $0.baseAddress, $0.count) }
            #expect(count > 3000 && count <= room && sink.omittedCount > 0)
        }
    }
}
