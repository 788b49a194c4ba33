import Glibc
import LedgerSQLite
import SessionKeys
import TestSupport

/// Measures reading and answering requests on one thread without sockets: `Microbenchmarks STAGE [TURNS] [SESSIONS]`.
///
/// The figures are processor time, so that a busy machine and a slow disk change them little. Under callgrind, the
/// difference between two runs of different length is the number of instructions that the turns between them took.
@main
struct Microbenchmarks {
    static let requestsPerTurn = 64

    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let name = arguments.first, let stage = Stage(rawValue: name) else {
            print("usage: Microbenchmarks STAGE [TURNS] [SESSIONS]; stages: \(Stage.allCases.map(\.rawValue))")
            exit(64)
        }
        let turns = arguments.dropFirst().first.flatMap { Int($0) } ?? 500
        let sessions = arguments.dropFirst(2).first.flatMap { Int($0) } ?? 10_000
        try withTemporaryDirectory { directory in
            let ledger = try SQLiteLedger(path: directory + "/leash.db", rules: LedgerRules())
            let bench = Bench(ledger: ledger)
            var workload = Workload(sessions: bench.grant(sessions))
            measure(stage, on: bench, with: &workload, turns: turns)
        }
    }

    private static func measure(_ stage: Stage, on bench: Bench, with workload: inout Workload, turns: Int) {
        var (framing, taking, answering) = (0.0, 0.0, 0.0)
        for _ in 0..<turns {
            let texts = (0..<requestsPerTurn).map { _ in workload.next(stage.method) }
            let start = processorSeconds()
            let frames = bench.frames(texts)
            let framed = processorSeconds()
            for frame in frames { bench.take(frame) }
            let taken = processorSeconds()
            _ = bench.answer()
            framing += framed - start
            taking += taken - framed
            answering += processorSeconds() - taken
        }
        for (what, seconds) in [("framing", framing), ("reading", taking), ("answering", answering)] {
            let microseconds = seconds * 1e6 / Double(turns * requestsPerTurn)
            print("\(stage.rawValue) \(what): \((microseconds * 100).rounded() / 100) us a request")
        }
    }

    private static func processorSeconds() -> Double {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
