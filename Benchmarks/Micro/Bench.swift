import ControlProtocol
import Service
import ServiceTestSupport
import SessionKeys
import UnixSocket

/// The inside of the daemon without its sockets: texts in, answers out.
final class Bench {
    private static let caller = Caller(connection: 1, socket: .control, peer: PeerCredentials(uid: 0, gid: 0, pid: 1))
    private let desk: Desk
    private var reader = FrameReader(maximumMessageSize: 1 << 20)

    /// A bench on a ledger that nothing else uses.
    init(ledger: any Ledger) { desk = Desk(ledger) }

    /// Reads a request.
    func take(_ text: [UInt8]) { _ = desk.intake.take(frame(text), from: Self.caller) }

    /// Commits what was read, and gives the answers.
    func answer() -> [[UInt8]] {
        do {
            return try desk.intake.answer().replies.map(\.bytes)
        } catch {
            fatalError("the ledger failed: \(error)")
        }
    }

    /// The frame of a text.
    func frame(_ text: [UInt8]) -> Frame {
        reader.append(text.span)
        guard let frame = try? reader.next() else { fatalError("a text holds no frame") }
        return frame
    }

    /// Grants so many sessions.
    func grant(_ count: Int) -> [SessionID] {
        var ids: [SessionID] = []
        while ids.count < count {
            let creations = (0..<min(500, count - ids.count)).map { Array(Workload.creation(number: $0).utf8) }
            for creation in creations { take(creation) }
            for answer in answer() {
                guard let document = try? JSONDocument(parsing: answer), let result = document.root["result"],
                    let text = result["sessionId"]?.string, let id = SessionID(wire: text.utf8Span.span)
                else { fatalError("no session was granted: \(String(decoding: answer, as: UTF8.self))") }
                ids.append(id)
            }
        }
        return ids
    }
}
