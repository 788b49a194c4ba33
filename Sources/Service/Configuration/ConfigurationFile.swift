/// A configuration file as it was found: whoever reads it from the disk hands over its name and its bytes.
package struct ConfigurationFile: Sendable {
    /// The largest file that is looked into.
    package static let sizeLimit = 64 * 1024

    /// The path, as faults name it.
    package let name: String
    /// The content, not yet trusted to be text.
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// The names in a drop-in directory that count, in the order in which they are read: `*.conf` sorted by bytes,
    /// without hidden files.
    package static func dropIns(among names: [String]) -> [String] {
        names
            .filter { $0.hasSuffix(".conf") && !$0.hasPrefix(".") }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
