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

    /// Reads a reference to a session of the daemon that the options name.
    init(_ text: String, at connection: ConnectionOptions) throws(Failure) {
        guard let (beginning, end) = Self.parts(of: text) else { throw Self.fault(text, connection) }
        (self.text, self.beginning, self.end) = (ShownText.of(text), beginning, end)
    }

    /// The two ends of an id; in one in short, the part that is left out is an ellipsis or two points.
    private static func parts(of text: String) -> (beginning: String, end: String)? {
        let parts = text.lowercased().replacing("…", with: "..").split(separator: "..", maxSplits: 1)
        guard let beginning = parts.first,
            parts.dropFirst().first?.utf8.allSatisfy({ Hex.value(of: $0) != nil }) != false,
            let count = Hex.digitCount(of: beginning.utf8Span.span), (4...32).contains(count),
            beginning.utf8.dropFirst(2).allSatisfy({ Hex.value(of: $0) != nil })
        else { return nil }
        return (String(beginning), parts.dropFirst().first.map(String.init) ?? "")
    }

    private static func fault(_ text: String, _ connection: ConnectionOptions) -> Failure {
        let hasPrefix = text.lowercased().hasPrefix("0x")
        guard hasPrefix || parts(of: "0x" + text) == nil else {
            return .wrongUsage("'\(text)' lacks the 0x before it: write 0x\(text)")
        }
        let shown = ShownText.of(text)
        // A label is shown beside the id; where no list is to be had, nobody looks for one.
        let isLabel = !hasPrefix && !text.isEmpty && shown == text && !Client.isForSpenders(connection.path)
        let advice = isLabel ? "; for a label: \(connection.command("list --label \(ShellWord.quoted(text))"))" : ""
        return .wrongUsage(
            "'\(shown)' is no session: give its id, 0x and 32 hex digits, or at least the first 4\(advice)")
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

    private func matches(_ id: String) -> Bool { id.hasPrefix(beginning) && id.hasSuffix(end) }
}
