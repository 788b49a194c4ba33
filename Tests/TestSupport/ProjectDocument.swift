import Descriptors

/// A document of the project, as far as it lists what the source knows.
package struct ProjectDocument {
    private let lines: [String]

    package init(_ name: String) throws {
        let text = String(decoding: try File.read(ProjectFiles.path(of: name), limit: 1 << 20), as: UTF8.self)
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The first column of each table whose first column has this head.
    package func tables(of head: String) -> [[String]] {
        lines.indices.filter { lines[$0].hasPrefix("| \(head) |") }.map { start in
            lines[(start + 2)...].prefix { $0.hasPrefix("|") }.map { row in
                String(row.dropFirst(2).prefix { $0 != "|" }.dropLast())
            }
        }
    }

    /// What is explained below a heading of a manual page, each on the line above its explanation.
    package func terms(below heading: String) -> [String] {
        let section = lines.drop { $0 != "## \(heading)" }.dropFirst().prefix { !$0.hasPrefix("## ") }
        return zip(section, section.dropFirst()).filter { $1.hasPrefix(": ") }.map(\.0)
    }
}
