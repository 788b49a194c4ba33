import ControlProtocol
import SessionKeys
import TestSupport
import Testing

@Suite("Lines of events") struct EventLinesTests {
    private let envelope = NotificationEnvelope("session_subscription", subscription: "0x1f")

    /// Bodies that come one after the other, alike or not.
    private static let bodies: [Event.Body] = [
        .ended(Ending(.expired, endedSec: 1_900_000_000)),
        .ended(Ending(.expired, endedSec: 1_900_000_001)),
        .ended(Ending(.revoked, endedSec: 1_900_000_000, reason: #"a "reason""#)),
        .created(account: .zero, chainID: 1),
        .reserved(AuthorizationID(number: 7, nonce: 9), debits: []),
    ]

    private func line(_ event: Event) -> [UInt8] {
        var writer = JSONWriter()
        writer.notification(in: envelope) { $0.event(event) }
        writer.endLine()
        return writer.bytes
    }

    private func expect(_ events: [Event]) {
        var lines = EventLines(in: envelope)
        for event in events { lines.append(event) }
        #expect(lines.bytes == events.flatMap(line))
    }

    @Test(arguments: [1, 9, 99, 999_999, Int64.max - 40])
    func `are what each event would be by itself, as the numbers grow longer`(first: Int64) {
        expect(
            (first...first + 20).map { number in
                Event(
                    sequence: number, time: Instant(milliseconds: 5),
                    session: SessionID(UInt128(number.magnitude) << 64),
                    body: Self.bodies[0])
            })
    }

    @Test(arguments: 0..<50)
    func `are what each event would be by itself, alike or not`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        expect(
            (1...40).map { number in
                Event(
                    sequence: number, time: Instant(milliseconds: Int64.random(in: 0...1, using: &random)),
                    session: SessionID(UInt128(UInt64.random(in: 0...UInt64.max, using: &random))),
                    body: Self.bodies.randomElement(using: &random)!)
            })
    }

    @Test func `are none without events`() { #expect(EventLines(in: envelope).bytes.isEmpty) }
}
