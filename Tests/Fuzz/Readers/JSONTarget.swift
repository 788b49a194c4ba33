import ControlProtocol

/// What is read and written canonically has to be read again as the same, and no shorter.
enum JSONTarget {
    /// Up to this length a document is cut short at every place.
    private static let shortCount = 256

    /// The input is one document.
    ///
    /// - Returns: how often a document was read.
    static func test(_ input: [UInt8]) -> Int {
        guard let document = try? JSONDocument(parsing: input) else { return 1 }
        let canonical = document.root.canonicalBytes()
        guard let again = try? JSONDocument(parsing: canonical) else {
            preconditionFailure("what was written canonically cannot be read")
        }
        precondition(again.root.canonicalBytes() == canonical, "canonical is not canonical")
        precondition(again.root.kind == document.root.kind, "it became something else")
        // The beginning of a number is a number.
        guard document.root.kind != .number, canonical.count <= shortCount else { return 2 }
        for count in 0..<canonical.count {
            precondition((try? JSONDocument(parsing: Array(canonical[..<count]))) == nil, "cut short it is taken")
        }
        return 2 + canonical.count
    }
}
