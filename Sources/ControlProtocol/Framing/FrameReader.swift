/// Cuts a stream of bytes into messages: however the bytes are split into reads, and whatever white space or none stands
/// between the messages.
///
/// A message that is here whole when it begins is read as JSON at once, and ends where its value ends. Of any other the
/// structure alone is followed, and each of its bytes is looked at twice at most. What has been taken is given back in
/// bulk, so that neither many small messages in one buffer nor one message in many pieces costs more than its bytes. It
/// cannot be copied, so that nobody who only asks it something keeps a reference to its buffer.
package struct FrameReader: ~Copyable, Sendable {
    /// A buffer that grew beyond this is released once it is empty. It is not handed over with a message in it, as the
    /// message would keep all of it.
    private static let capacityKept = 4096

    /// How many bytes a message may have; a change counts for the one that has begun as well.
    package var maximumMessageSize: Int
    private var buffer: [UInt8] = []
    /// Where the value that is being read begins; all before it has been taken.
    private var start = 0
    private var scanner = FrameScanner()
    private var failure: FrameError?
    private let maximumDepth: Int

    /// A reader at the beginning of a stream; a message has at most `maximumMessageSize` bytes, and is read up to
    /// `maximumDepth`.
    package init(maximumMessageSize: Int, maximumDepth: Int = JSONDocument.usualDepth) {
        precondition(maximumMessageSize > 0, "a stream must be allowed messages of some size")
        self.maximumMessageSize = maximumMessageSize
        self.maximumDepth = maximumDepth
    }

    /// Whether the bytes looked at so far end inside a message.
    package var hasPartial: Bool { scanner.isInside }

    /// How many bytes are held that no frame has taken.
    package var bufferedCount: Int { buffer.count - start }

    /// How much memory it occupies.
    package var capacity: Int { buffer.capacity }

    /// Takes bytes as they arrive; after a failure they are of no use, and are dropped.
    package mutating func append(_ bytes: Span<UInt8>) {
        guard failure == nil else { return }
        compact()
        // The bytes do not leave the body.
        unsafe bytes.withUnsafeBufferPointer { unsafe buffer.append(contentsOf: $0) }
    }

    /// The next whole message, or nil until more bytes arrive. A failure is final: it is thrown again each time.
    package mutating func next() throws(FrameError) -> Frame? {
        if let failure { throw failure }
        do {
            return try readFrame()
        } catch {
            fail(error)
            throw error
        }
    }
}

extension FrameReader {
    private mutating func readFrame() throws(FrameError) -> Frame? {
        if !scanner.isInside {
            scanner.skipWhiteSpace(in: buffer)
            start = scanner.position
            if let nodes = wholeValue() { return takeFrame(nodes) }
        }
        guard start < buffer.count else {
            drop()
            return nil
        }
        let end = maximumMessageSize < bufferedCount ? start + maximumMessageSize : buffer.count
        if try scanner.advance(over: buffer, to: end) { return takeFrame() }
        // A value that is still open after as many bytes as it may have is too long, whatever follows.
        guard scanner.position - start < maximumMessageSize else { throw .tooLarge(limit: maximumMessageSize) }
        return nil
    }

    /// Reads the message that begins here, and moves behind it; nil where it is not whole, or is no JSON, of which the
    /// scanner knows what is to be said first.
    private mutating func wholeValue() -> [JSONNode]? {
        guard start < buffer.count, FrameScanner.isOpening(buffer[start]) else { return nil }
        let parser = JSONParser(bytes: buffer, from: start, maximumDepth: maximumDepth)
        guard let value = try? parser.value(), value.end - start <= maximumMessageSize else { return nil }
        scanner.pass(to: value.end)
        return value.nodes
    }

    /// Takes the message that ends at the scanner's position.
    private mutating func takeFrame() -> Frame {
        Frame(bytes: takeBytes(upTo: scanner.position), maximumDepth: maximumDepth)
    }

    /// The same, where it was read as these nodes.
    private mutating func takeFrame(_ nodes: consuming [JSONNode]) -> Frame {
        let tape = JSONTape(bytes: takeBytes(upTo: scanner.position), nodes: nodes)
        if let document = try? JSONDocument(tape) { return Frame(document) }
        // That a key repeats is found anew by whoever asks what the frame says: to keep the fault would cost each frame
        // more than that one.
        return Frame(bytes: tape.bytes, maximumDepth: maximumDepth)
    }

    private mutating func takeBytes(upTo end: Int) -> [UInt8] {
        scanner.skipWhiteSpace(in: buffer)
        // A small message mostly comes alone: its buffer is handed over, and the next one begins another.
        if start == 0, scanner.position == buffer.count, buffer.capacity <= Self.capacityKept {
            return giveAway(upTo: end)
        }
        let bytes = Array(buffer[start..<end])
        start = scanner.position
        if start == buffer.count { drop() }
        return bytes
    }

    private mutating func giveAway(upTo end: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        swap(&bytes, &buffer)
        scanner.shift(by: bytes.count)
        bytes.removeLast(bytes.count - end)
        return bytes
    }

    private mutating func fail(_ error: FrameError) {
        failure = error
        start = buffer.count
        drop()
    }

    /// Makes room once at least as much has been taken as is left: each byte pays for the move of one other.
    private mutating func compact() {
        if start > 0, start >= bufferedCount { drop() }
    }

    /// Drops the bytes before `start`, and with them the memory that a large message needed.
    private mutating func drop() {
        if buffer.capacity > Self.capacityKept {
            buffer = Array(buffer[start...])
        } else {
            buffer.removeSubrange(..<start)
        }
        scanner.shift(by: start)
        start = 0
    }
}
