import ControlProtocol
import LedgerSQLite
import ServiceTestSupport
import SessionKeys
import TestSupport
import Testing
import UnixSocket

@testable import Service

/// What tests ask of it, as texts.
extension Desk {
    /// Takes in a text as it comes over a socket; says for each message whether the connection may go on.
    @discardableResult
    func take(_ text: String, at socket: DaemonSocket = .control, connection: UInt64 = 1) throws -> [Bool] {
        var reader = FrameReader(maximumMessageSize: 1 << 20)
        reader.append(Array(text.utf8).span)
        let caller = Caller(connection: connection, socket: socket, peer: PeerCredentials(uid: 7, gid: 8, pid: 9))
        var verdicts: [Bool] = []
        while let frame = try reader.next() { verdicts.append(intake.take(frame, from: caller)) }
        return verdicts
    }

    /// Takes in a text and answers it: the answers' lines without their ends.
    func ask(_ text: String, at socket: DaemonSocket = .control, connection: UInt64 = 1) throws -> [String] {
        try take(text, at: socket, connection: connection)
        return try answer()
    }

    /// Answers what was taken in.
    func answer() throws -> [String] {
        try intake.answer().replies.map { String(decoding: $0.bytes.dropLast(), as: UTF8.self) }
    }

    /// Asks one thing, and gives the answer as JSON.
    func request(_ method: String, _ parameters: String, at socket: DaemonSocket = .control) throws -> JSONValue {
        let lines = try ask(Wire.request(method, parameters), at: socket)
        return try JSONDocument(parsing: Array(lines.joined().utf8)).root
    }

    /// Creates a session that may send 100 wei, and gives its id.
    func createSession() throws -> String {
        let created = try request("wallet_createSession", Wire.session(Wire.native("0x64")))
        return try #require(created["result"]?["sessionId"]?.string)
    }

    /// Lets the clock say another time, forwards or back, and ends what is due by then, as the daemon does.
    func move(toSec second: Int64) throws {
        let step = second - clock.reading.wall.seconds
        if step >= 0 { clock.pass(seconds: step) } else { clock.step(seconds: step) }
        daemonClock.observe()
        try maintain()
    }

    private func maintain() throws {
        while true {
            let step = try ledger.maintain(at: daemonClock.moment, clock: daemonClock.highest, limit: 256)
            guard let next = step.nextDeadline, next <= daemonClock.moment.now else { return }
        }
    }
}

/// Runs the body with a desk whose ledger is a real file.
func withDesk(
    startSec: Int64 = FakeClock.startSec, rules: LedgerRules = LedgerRules(), requestsPerMessage: Int = 512,
    _ body: (Desk) throws -> Void
) throws {
    try withTemporaryDirectory { directory in
        let ledger = try SQLiteLedger(path: directory + "/leash.db", rules: rules)
        try body(Desk(ledger, startSec: startSec, requestsPerMessage: requestsPerMessage))
    }
}
