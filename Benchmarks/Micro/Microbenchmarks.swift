import Glibc
import LedgerSQLite
import SessionKeys
import TestSupport

/// Measures a part of answering requests on one thread without sockets: `Microbenchmarks STAGE [TURNS] [SESSIONS]
/// [PREPARED]`.
///
/// The figure is processor time, so that a busy machine and a slow disk change it little. Under callgrind, the
/// difference between two runs of different length, both prepared for the longer one, is the number of instructions
/// that the turns between them took: Benchmarks/instructions.
@main
struct Microbenchmarks {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let name = arguments.first, let stage = Stage(rawValue: name) else {
            let stages = Stage.allCases.map(\.rawValue).joined(separator: ", ")
            print("usage: Microbenchmarks STAGE [TURNS] [SESSIONS] [PREPARED]; stages: \(stages)")
            exit(64)
        }
        let numbers = arguments.dropFirst().map { Int($0) ?? 0 }
        let turns = numbers.first ?? 500
        let sessions = numbers.dropFirst().first ?? 10_000
        let prepared = max(turns, numbers.dropFirst(2).first ?? turns)
        try withTemporaryDirectory { directory in
            let ledger = try SQLiteLedger(path: directory + "/leash.db", rules: LedgerRules())
            let doTurn = try stage.prepare(turns: prepared, on: ledger, sessions: sessions)
            let start = processorSeconds()
            for turn in 0..<turns { try doTurn(turn) }
            let microseconds = (processorSeconds() - start) * 1e6 / Double(turns * Stage.requestsPerTurn)
            print("\(stage.rawValue): \((microseconds * 100).rounded() / 100) us a request")
        }
    }

    private static func processorSeconds() -> Double {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
