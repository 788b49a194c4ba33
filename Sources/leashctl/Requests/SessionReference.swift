import ArgumentParser
import ControlProtocol
import SessionKeys

/// How somebody names a session: by its id, or by as much of it as tells it apart (`0x3f2a9c`, `0x3f2a9c…41d7`).
struct SessionReference {
    private let text: String
    private let beginning: String
    private let end: String

    /// What an argument says that takes one.
    static let help: ArgumentHelp = "The session's id, or enough of its beginning."

    /// Reads a reference; of an id in short, the part that is left out is an ellipsis or two points.
    init(_ text: String) throws(Failure) {
        let parts = text.lowercased().replacing("…", with: "..").split(separator: "..", maxSplits: 1)
        guard let beginning = parts.first,
            parts.dropFirst().first?.utf8.allSatisfy({ Hex.value(of: $0) != nil }) != false,
            let count = Hex.digitCount(of: beginning.utf8Span.span), (4...32).contains(count),
            beginning.utf8.dropFirst(2).allSatisfy({ Hex.value(of: $0) != nil })
        else {
            if Self.lacksPrefix(text) { throw .wrongUsage("'\(text)' lacks the 0x before it: write 0x\(text)") }
            throw .wrongUsage(
                "'\(ShownText.of(text))' is no session: give its id, 0x and 32 hex digits, or at least the first 4")
        }
        self.text = ShownText.of(text)
        self.beginning = String(beginning)
        end = parts.dropFirst().first.map(String.init) ?? ""
    }

    /// The whole id, asked of the daemon where only a part of it was given.
    func resolve(with client: Client) throws(Failure) -> String {
        guard beginning.utf8.count < 34 else {
            guard matches(beginning) else { throw .wrongUsage("'\(text)' is a whole id that ends otherwise") }
            return beginning
        }
        guard !client.isForSpenders else {
            throw .wrongUsage("'\(text)' is a part of an id: \(DaemonSocket.spend.fileName) takes the whole one")
        }
        var found: [String] = []
        try Listing.sessions(of: client).forEachPage { page throws(Failure) in
            let readable = page.list("sessions").compactMap { $0.text("sessionId") }
            found += (readable + page.damagedSessions).filter(matches)
            guard found.count < 2 else {
                throw .wrongUsage("'\(text)' may be several sessions: \(found.prefix(4).joined(separator: ", "))")
            }
        }
        guard let id = found.first else { throw .notFound("no session is called '\(text)'") }
        return id
    }

    /// Whether the text would name a session behind 0x.
    private static func lacksPrefix(_ text: String) -> Bool {
        !text.lowercased().hasPrefix("0x") && (try? SessionReference("0x" + text)) != nil
    }

    private func matches(_ id: String) -> Bool { id.hasPrefix(beginning) && id.hasSuffix(end) }
}
