import FoundationEssentials
import TestSupport

/// `systemd/leashd.catalog`, taken apart as `journalctl -x` reads it.
enum JournalCatalog {
    /// What stands under one id.
    struct Entry {
        let id: String
        let headers: [String]
        let text: String

        /// The fields that the entry shows values of.
        var placeholders: [String] {
            let parts = (headers.joined(separator: "\n") + "\n" + text).split(
                separator: "@", omittingEmptySubsequences: false)
            return parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
        }
    }

    static func entries() throws -> [Entry] {
        let path = ProjectFiles.path(of: "systemd/leashd.catalog")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return text.components(separatedBy: "\n-- ").dropFirst().map(entry)
    }

    private static func entry(_ text: String) -> Entry {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let headers = lines.dropFirst().prefix { !$0.isEmpty }
        let body = lines.dropFirst(headers.count + 2)
        return Entry(id: lines.first ?? "", headers: Array(headers), text: body.joined(separator: "\n"))
    }
}
