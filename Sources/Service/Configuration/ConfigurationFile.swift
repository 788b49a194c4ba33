/// A configuration file as it was found: whoever reads it from the disk hands over its name and its bytes.
package struct ConfigurationFile: Sendable {
    /// The largest file that is looked into.
    package static let sizeLimit = 64 * 1024

    /// The path, as faults name it.
    package let name: String
    /// The content, not yet trusted to be text.
    package let bytes: [UInt8]
    /// Why it was not looked into; then there are no bytes of it.
    let problem: ConfigurationProblem?

    /// A file that was read.
    package init(name: String, bytes: [UInt8]) {
        self.name = name
        problem = bytes.count > Self.sizeLimit ? .fileTooLarge : nil
        self.bytes = problem == nil ? bytes : []
    }

    /// A file that could not be read, or was given up for its size.
    init(name: String, problem: ConfigurationProblem) {
        self.name = name
        self.problem = problem
        bytes = []
    }

    /// The names in a drop-in directory that count, in the order in which they are read: `*.conf` sorted by bytes,
    /// without hidden files.
    package static func dropIns(among names: [String]) -> [String] {
        names
            .filter { $0.hasSuffix(".conf") && !$0.hasPrefix(".") }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
