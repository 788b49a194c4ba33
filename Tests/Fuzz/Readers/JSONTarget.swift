import ControlProtocol

/// What is read and written canonically has to be read again as the same.
enum JSONTarget {
    /// The input is one document.
    static func test(_ input: [UInt8]) {
        guard let document = try? JSONDocument(parsing: input) else { return }
        let canonical = document.root.canonicalBytes()
        guard let again = try? JSONDocument(parsing: canonical) else {
            preconditionFailure("what was written canonically cannot be read")
        }
        precondition(again.root.canonicalBytes() == canonical, "canonical is not canonical")
        precondition(again.root.kind == document.root.kind, "it became something else")
    }
}
