import ControlProtocol
import Service
import ServiceTestSupport
import SessionKeys
import TestSupport
import UnixSocket

/// A stream on either socket, with a ledger behind: whatever comes in, what goes out is JSON, and a spender changes
/// nothing that is not a spender's to change.
enum MessageTarget {
    /// Each input begins with a copy of it. libFuzzer has one thread.
    nonisolated(unsafe) private static let prepared = newLedger()
    /// The kernel is asked for random numbers once in a while, and not for each input. The same thread's.
    nonisolated(unsafe) private static let random = RandomPool()

    /// The input is a stream; each socket gets it once.
    static func test(_ input: [UInt8]) {
        for socket in DaemonSocket.allCases { test(input, at: socket) }
    }

    private static func test(_ input: [UInt8], at socket: DaemonSocket) {
        let ledger = unsafe prepared.copy()
        let before = ledger.overview
        let desk = unsafe Desk(ledger, requestsPerMessage: 8, answerSize: 1 << 16, random: random)
        let caller = Caller(connection: 1, socket: socket, peer: PeerCredentials(uid: 1, gid: 1, pid: 1))
        var reader = FrameReader(maximumMessageSize: 1 << 16)
        reader.append(input.span)
        var taken = 0
        while taken < 16, let frame = try? reader.next() {
            taken += 1
            _ = desk.intake.take(frame, from: caller)
        }
        guard let outcome = try? desk.intake.answer() else { preconditionFailure("a ledger in memory failed") }
        for reply in outcome.replies where !reply.bytes.isEmpty {
            precondition((try? JSONDocument(parsing: reply.bytes)) != nil, "an answer is no JSON")
        }
        guard socket == .spend else { return }
        let after = ledger.overview
        precondition(total(after) == total(before), "a spender granted a session")
        precondition(after.sessions[.revoked] == before.sessions[.revoked], "a spender revoked a session")
    }

    private static func total(_ overview: Overview) -> Int { overview.sessions.values.reduce(0, +) }

    /// Three sessions, by the numbers 1 to 3: an allowance of everything, root, and one that has expired.
    private static func newLedger() -> MemoryLedger {
        let ledger = MemoryLedger()
        let now = FakeClock.startSec
        let definitions = [
            SessionDefinition.make([
                .nativeTokenTransfer(allowance: 1000), .erc20TokenTransfer(token: .token, allowance: 1000),
                .gasLimit(1_000_000), .functionsOnAllContracts([.plainTransfer]),
            ]), .make([.root]), .make(expirySec: now - 1),
        ]
        let requests = definitions.enumerated().map { index, definition in
            Request.create(.make(definition, freshID: SessionID(UInt128(index + 1))))
        }
        guard (try? ledger.commit(requests, at: Moment(Instant(seconds: now - 10)), clock: nil)) != nil else {
            preconditionFailure("a ledger in memory failed")
        }
        return ledger
    }
}
