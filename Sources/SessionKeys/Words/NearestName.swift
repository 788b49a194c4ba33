/// The name that somebody may have meant.
package enum NearestName {
    private static let longestName = 64

    /// The candidate with the fewest changed letters, if at most a third of its letters changed; case does not count.
    package static func of(_ name: String, among candidates: [String]) -> String? {
        guard name.utf8.count <= longestName else { return nil }
        let ranked = candidates.map { ($0, distance(name.lowercased(), $0.lowercased())) }
        guard let (nearest, changes) = ranked.min(by: { $0.1 < $1.1 }) else { return nil }
        return changes <= nearest.utf8.count / 3 ? nearest : nil
    }

    /// Levenshtein's distance: insertions, deletions and replacements, row by row.
    private static func distance(_ left: String, _ right: String) -> Int {
        let columns = Array(right.utf8)
        var previous = Array(0...columns.count)
        for (row, byte) in left.utf8.enumerated() {
            var current = [row + 1]
            for (column, other) in columns.enumerated() {
                let replaced = previous[column] + (byte == other ? 0 : 1)
                current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[columns.count]
    }
}
