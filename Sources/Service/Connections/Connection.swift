import ControlProtocol
import Descriptors
import UnixSocket

/// A client that is connected.
///
///     open --end of input, or an error's answer that ends it--> draining --all sent--> done
///       `--broken-------------------------------------------------------------------^
final class Connection {
    private static let largeSendBuffer = 4 * ListeningSocket.sendBuffer

    let stream: Stream
    let caller: Caller
    var reader: FrameReader
    private let output = OutputQueue()
    /// Whether nothing more is read from it.
    private(set) var inputHasEnded = false
    /// Whether it is of no more use.
    private(set) var isBroken = false
    /// Whether it is closed, and in the table no more.
    var isClosed = false
    /// Whether it is attended to in this turn.
    var isActive = false
    /// Whether messages were received that were not taken in yet.
    var isHeldBack = false
    /// How many messages were taken in that are not answered yet.
    var unanswered = 0 {
        didSet { if unanswered == 0 { awaitsLongAnswer = false } }
    }
    /// Whether one of them may have a long answer. Nothing more is taken in until it is there, so that a client which
    /// asks and does not read costs the memory of one such answer.
    var awaitsLongAnswer = false
    /// Whether answers are among what waits for the client: then it is no sign of reading slowly that much waits.
    private(set) var hasUnreadAnswers = false
    /// How much of its memory the table has counted.
    var counted = 0
    /// Since when it has taken no byte of what waits, by the monotonic clock; `nil` where it took everything.
    private var waitsSince: UInt64?
    /// Since when it could have ended the message that it has begun; `nil` where it has begun none.
    private var begunSince: UInt64?
    private var expectsMuch = false
    /// What the poller watches it for.
    var interest = Interest.reading

    init(stream: Stream, caller: Caller, messageSize: Int) {
        self.stream = stream
        self.caller = caller
        reader = FrameReader(maximumMessageSize: messageSize)
    }

    var id: UInt64 { caller.connection }

    /// How many bytes wait to be read by the client.
    var waiting: Int { output.count }

    /// How much memory it occupies: what it has begun to say and what it has not read.
    var held: Int { reader.capacity + output.capacity }

    /// Whether all is said and it can be closed.
    var isDone: Bool { isBroken || inputHasEnded && output.isEmpty && !isHeldBack && unanswered == 0 }

    func endInput() { inputHasEnded = true }

    func breakOff() { isBroken = true }

    /// Sends what it has asked for.
    func answer(_ bytes: [UInt8]) {
        output.append(bytes)
        hasUnreadAnswers = true
    }

    /// Sends what it is told without having asked for it just now.
    func tell(_ bytes: [UInt8]) { output.append(bytes) }

    /// Enlarges the kernel's send buffer: a subscriber may be told of thousands of events in the same moment.
    func expectMuch() {
        guard !expectsMuch else { return }
        expectsMuch = true
        try? stream.setSendBuffer(Self.largeSendBuffer)
    }

    /// Whether it only occupies memory: for so long it has read nothing, or not ended the message that it has begun.
    func isStalled(at now: UInt64, after stallMicroseconds: UInt64) -> Bool {
        if let waitsSince { return now > waitsSince + stallMicroseconds }
        guard let begunSince, reader.hasPartial, unanswered == 0, !isHeldBack else { return false }
        return now > begunSince + stallMicroseconds
    }

    /// Takes note that a message of it was taken in: what it has begun is another one.
    func noteEnded() { begunSince = nil }

    /// Takes note of whether it has begun a message, once those that are whole have been taken in.
    func noteBegun() {
        guard reader.hasPartial else { return begunSince = nil }
        begunSince = begunSince ?? SystemClock.monotonicMicroseconds()
    }

    /// Receives once, into a buffer that all connections share.
    func receive(into buffer: inout [UInt8]) {
        switch stream.receive(into: &buffer) {
        case .bytes(let count): reader.append(buffer.span.extracting(first: count))
        case .wouldBlock: break
        case .closed: endInput()
        case .failed: breakOff()
        }
    }

    /// Sends as much as the client takes.
    func flush() {
        guard !isBroken else { return }
        let before = output.count
        let stop: Stop? = output.drain { bytes in
            switch stream.send(bytes) {
            case .sent(let count): .success(count)
            case .wouldBlock: .failure(.wouldBlock)
            case .closed, .failed: .failure(.gone)
            }
        }
        if stop == .gone { breakOff() }
        if output.isEmpty {
            // Only now more is read from it.
            if before > 0, begunSince != nil { begunSince = SystemClock.monotonicMicroseconds() }
            waitsSince = nil
            hasUnreadAnswers = false
        } else if waitsSince == nil || output.count < before {
            waitsSince = SystemClock.monotonicMicroseconds()
        }
    }

    private enum Stop: Error {
        case wouldBlock
        case gone
    }

    /// What to watch it for: more input only while the client reads its answers, and what was received is taken in.
    func wantedInterest(answerLimit: Int) -> Interest {
        Interest(
            reading: !inputHasEnded && !isHeldBack && output.count <= answerLimit, writing: !output.isEmpty)
    }
}
