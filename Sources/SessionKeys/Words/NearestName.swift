/// The name that somebody may have meant.
package enum NearestName {
    /// The candidate with the fewest changed letters, if at most a third of its letters changed; case does not count.
    package static func of(_ name: String, among candidates: [String]) -> String? {
        let name = Array(name.lowercased().utf8)
        var nearest: (name: String, changes: Int)?
        for candidate in candidates {
            let limit = candidate.utf8.count / 3
            // As many letters have changed at least as there are more or fewer: most candidates cost nothing.
            guard abs(candidate.utf8.count - name.count) <= limit else { continue }
            let changes = distance(name, Array(candidate.lowercased().utf8))
            if changes <= limit, changes < nearest?.changes ?? .max { nearest = (candidate, changes) }
        }
        return nearest?.name
    }

    /// Levenshtein's distance: insertions, deletions and replacements, row by row.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var previous = Array(0...right.count)
        var current = previous
        for (row, byte) in left.enumerated() {
            current[0] = row + 1
            for (column, other) in right.enumerated() {
                let replaced = previous[column] + (byte == other ? 0 : 1)
                current[column + 1] = min(replaced, previous[column + 1] + 1, current[column] + 1)
            }
            swap(&previous, &current)
        }
        return previous[right.count]
    }
}
