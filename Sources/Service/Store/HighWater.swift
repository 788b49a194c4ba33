import SessionKeys

/// What the state directory knows of its store apart from the database: which one it is, and how far it had come.
///
/// As a file it is a few lines of text of a fixed size, with a digest that tells whether they are whole.
struct HighWater: Equatable, Sendable {
    /// The mark of the store as it ran last; `nil` where it had none yet.
    var mark: StoreMark?
    /// The mark that it is being given; one of the two is in the store, however the process ends meanwhile.
    var nextMark: StoreMark?
    /// The store holds this event at least; what the file of its progress says is newer.
    var lastEvent: Int64
    /// Where an administrator accepted another store in place of the one that was known: how far that one had come.
    var acceptedInsteadOf: Int64?

    /// No such file is larger.
    static let sizeLimit = 512

    private static let title = "leashd high-water 1"
    private static let none = "none"

    init(mark: StoreMark?, nextMark: StoreMark? = nil, lastEvent: Int64, acceptedInsteadOf: Int64? = nil) {
        self.mark = mark
        self.nextMark = nextMark
        self.lastEvent = lastEvent
        self.acceptedInsteadOf = acceptedInsteadOf
    }

    /// Reads what was written; `nil` for anything else.
    init?(contents: [UInt8]) {
        let lines = String(decoding: contents, as: UTF8.self).split(separator: "\n")
        let values = lines.dropFirst().compactMap { $0.split(separator: " ").last }
        guard lines.count == 6, values.count == 5, let lastEvent = Int64(values[2]) else { return nil }
        mark = Self.mark(values[0])
        nextMark = Self.mark(values[1])
        self.lastEvent = lastEvent
        acceptedInsteadOf = Int64(values[3])
        // Whatever was not understood is missing when it is written again.
        guard self.contents == contents else { return nil }
    }

    private static func mark(_ text: Substring) -> StoreMark? {
        Hex.bytes(of: text.utf8Span.span).flatMap(StoreMark.init(bytes:))
    }

    /// The file's contents.
    var contents: [UInt8] {
        let text = """
            \(Self.title)
            mark     \(Self.padded(mark?.description))
            next     \(Self.padded(nextMark?.description))
            event    \(Self.padded("\(lastEvent)"))
            instead  \(Self.padded(acceptedInsteadOf.map(String.init)))

            """
        let body = Array(text.utf8)
        return body + Array("sha256   \(Hex.text(ContentHash.digest(of: body).bytes))\n".utf8)
    }

    /// As long as a mark is.
    private static func padded(_ text: String?) -> String {
        let text = text ?? none
        return String(repeating: " ", count: max(0, 34 - text.utf8.count)) + text
    }
}
