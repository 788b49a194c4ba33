import SessionKeys

/// Sizes in bytes, as `256K` or `1M`: the units are powers of 1024.
enum SizeText {
    private static let units: [(name: Character, bytes: Int)] = [
        ("G", 1024 * 1024 * 1024), ("M", 1024 * 1024), ("K", 1024),
    ]

    /// Reads a number with or without a unit.
    static func read(_ text: String) -> Int? {
        guard let unit = units.first(where: { $0.name == text.last }) else { return WholeNumber.read(text.utf8) }
        return WholeNumber.read(text.dropLast().utf8).map { WholeNumber.multiply($0, unit.bytes) }
    }

    /// Writes a size in the largest unit that divides it.
    static func write(_ size: Int) -> String {
        guard size > 0, let unit = units.first(where: { size.isMultiple(of: $0.bytes) }) else { return String(size) }
        return "\(size / unit.bytes)\(unit.name)"
    }
}
