import ControlProtocol
import LedgerSQLite
import SessionKeys
import TestSupport

/// What is measured by itself.
enum Stage: String, CaseIterable {
    /// Cutting what arrives into messages, which reads their JSON.
    case framing
    /// User operations, from the bytes of their messages to what is decided about.
    case decoding
    /// Deciding, the callData of user operations taken apart.
    case decision
    /// Batches of authorizations in the ledger: decided, debited, written down, committed.
    case ledger
    /// Whole requests, from the bytes of their messages to those of their answers, without sockets.
    case check
    case authorize

    static let requestsPerTurn = 64

    var method: Method { self == .check ? .check : .authorize }

    /// Prepares so many turns.
    ///
    /// - Returns: what does a turn, given its number.
    func prepare(turns: Int, on ledger: SQLiteLedger, sessions: Int) throws -> (Int) throws -> Void {
        let bench = Bench(ledger: ledger)
        var workload = Workload(sessions: bench.grant(sessions), isOfUserOperations: self == .decoding)
        let texts = (0..<turns).map { _ in (0..<Self.requestsPerTurn).map { _ in workload.next(method.rawValue) } }
        switch self {
        case .framing: return { for text in texts[$0] { _ = bench.frame(text) } }
        case .decoding: return { for text in texts[$0] { _ = try Question(bench.frame(text)) } }
        case .check, .authorize:
            return { turn in
                for text in texts[turn] { bench.take(text) }
                _ = bench.answer()
            }
        case .decision: return try deciding(try questions(texts, bench), on: Clerk(ledger))
        case .ledger: return committing(try questions(texts, bench), on: Clerk(ledger))
        }
    }

    private func questions(_ texts: [[[UInt8]]], _ bench: Bench) throws -> [[Question]] {
        try texts.map { try $0.map { try Question(bench.frame($0)) } }
    }

    private func deciding(_ questions: [[Question]], on clerk: Clerk) throws -> (Int) -> Void {
        let turns = try questions.map { try $0.map { (try clerk.session($0.session), $0.operation) } }
        let now = clerk.now
        return { turn in
            for (session, operation) in turns[turn] {
                let verdict = session.decide(operation, at: now, expiryMarginSec: 0)
                guard verdict.isAllowed else { fatalError("an operation is denied: \(verdict.reasons)") }
            }
        }
    }

    private func committing(_ questions: [[Question]], on clerk: Clerk) -> (Int) throws -> Void {
        let turns = questions.map { turn in
            turn.map { clerk.authorization(of: $0.operation, within: $0.session, named: $0.key) }
        }
        return { turn in
            for answer in try clerk.commit(turns[turn]).answers {
                guard case .authorized = try answer.get() else { fatalError("not authorized: \(answer)") }
            }
        }
    }
}
