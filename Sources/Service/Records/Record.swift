import SessionKeys

/// A line of the log, or a record of the journal with its fields.
package struct Record: Sendable {
    /// What it is about, by its message id.
    package let kind: RecordKind
    /// The sentence for people.
    package let message: String
    /// What programs search by.
    package let fields: [(field: RecordField, value: String)]

    /// A record of a kind.
    package init(_ kind: RecordKind, _ message: String, _ fields: [(field: RecordField, value: String)] = []) {
        self.kind = kind
        // Reasons, names and paths are in the words of others.
        self.message = PrintableText.of(message)
        self.fields = fields
    }
}
