import SessionKeys

/// How far a store has come, as it is written beside it before anything of that is told: its mark and its newest event.
struct Progress: Equatable, Sendable {
    let mark: StoreMark
    /// The store holds this event at least.
    let lastEvent: Int64

    /// The size of what is written: 16 bytes, 8 bytes, and a digest that tells whether they are whole.
    static let size = 16 + 8 + 32

    init(mark: StoreMark, lastEvent: Int64) {
        self.mark = mark
        self.lastEvent = lastEvent
    }

    /// Reads what was written; `nil` for anything else.
    init?(contents: [UInt8]) {
        guard contents.count == Self.size, let mark = StoreMark(bytes: Array(contents[..<16])) else { return nil }
        self.mark = mark
        lastEvent = Int64(bitPattern: UInt64(bigEndian: contents[16..<24]))
        guard self.contents == contents else { return nil }
    }

    var contents: [UInt8] {
        var body = mark.bytes
        body.reserveCapacity(Self.size)
        UInt64(bitPattern: lastEvent).appendBigEndian(to: &body)
        return body + ContentHash.digest(of: body).bytes
    }
}
