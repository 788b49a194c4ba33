/// A configuration file as it was found: whoever reads it from the disk hands over its name and its bytes.
package struct ConfigurationFile: Sendable {
    /// The largest file that is looked into.
    package static let sizeLimit = 64 * 1024

    /// The path, as faults name it.
    package let name: String
    /// The content, not yet trusted to be text.
    package let bytes: [UInt8]
    /// Whether it is larger than is looked into; then there are no bytes of it.
    package let isTooLarge: Bool

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        isTooLarge = bytes.count > Self.sizeLimit
        self.bytes = isTooLarge ? [] : bytes
    }

    /// A file that whoever read it gave up for its size.
    package init(tooLarge name: String) {
        self.name = name
        isTooLarge = true
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
