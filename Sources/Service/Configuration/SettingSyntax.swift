/// How the value of a setting is written and between which limits it lies.
struct SettingSyntax<Value: Sendable>: Sendable {
    /// What the value is, as in "not a size".
    let kind: String
    /// What such a value looks like.
    let hint: String
    /// The limits in words; nil where every well-formed value will do.
    let range: String?
    /// Writes a value so that reading it gives it back.
    let write: @Sendable (Value) -> String

    private let read: @Sendable (String) -> Value?
    private let isWithin: @Sendable (Value) -> Bool

    init(
        kind: String, hint: String, read: @escaping @Sendable (String) -> Value?,
        write: @escaping @Sendable (Value) -> String
    ) {
        self.kind = kind
        self.hint = hint
        self.read = read
        self.write = write
        range = nil
        isWithin = { _ in true }
    }

    init(
        kind: String, hint: String, range: ClosedRange<Value>, read: @escaping @Sendable (String) -> Value?,
        write: @escaping @Sendable (Value) -> String
    ) where Value: Comparable {
        self.kind = kind
        self.hint = hint
        self.read = read
        self.write = write
        self.range = "\(write(range.lowerBound)) to \(write(range.upperBound))"
        isWithin = { range.contains($0) }
    }

    /// The same, or a word that stands for no value.
    init<Wrapped>(_ syntax: SettingSyntax<Wrapped>, or none: String) where Value == Wrapped? {
        kind = syntax.kind
        hint = "\(syntax.hint); or \(none)"
        range = syntax.range.map { "\($0), or \(none)" }
        write = { $0.map(syntax.write) ?? none }
        // What cannot be read is not what stands for no value.
        read = { $0 == none ? .some(.none) : syntax.read($0).map(Value.some) }
        isWithin = { $0.map(syntax.isWithin) ?? true }
    }

    /// What the setting takes, as a sentence.
    var terms: String {
        if let range { "A \(kind), \(range)." } else { "A \(kind) (\(hint))." }
    }

    /// The value that the text stands for.
    func value(of text: String) throws(ConfigurationProblem) -> Value {
        guard let value = read(text) else { throw .malformed(kind: kind, hint: hint) }
        guard isWithin(value) else { throw .outOfRange(range ?? hint) }
        return value
    }
}
