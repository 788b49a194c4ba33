import FoundationEssentials
import TestSupport

/// `etc/leashd.conf`, taken apart as an administrator reads it.
enum ShippedConfiguration {
    /// A setting that is commented out, and the words above it.
    struct Entry {
        let assignment: String
        let comment: String
    }

    static let text = (try? String(contentsOfFile: ProjectFiles.path(of: "etc/leashd.conf"), encoding: .utf8)) ?? ""

    static var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

    /// `#Key=value` without its comment sign; nil for every other line.
    static func assignment(in line: String) -> String? {
        guard line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { return nil }
        let key = line[line.index(after: line.startIndex)..<equals]
        return key.allSatisfy(\.isLetter) ? String(line.dropFirst()) : nil
    }

    static var entries: [Entry] {
        var entries: [Entry] = []
        var section = ""
        var comment: [String] = []
        for line in lines {
            if let assignment = assignment(in: line) {
                entries.append(Entry(assignment: "\(section) \(assignment)", comment: comment.joined(separator: " ")))
                comment = []
            } else if line.hasPrefix("# ") {
                comment.append(String(line.dropFirst(2)))
            } else {
                comment = []
                if line.hasPrefix("[") { section = line }
            }
        }
        return entries
    }
}
