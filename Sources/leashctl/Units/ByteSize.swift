/// A size of memory or of a file in words.
enum ByteSize {
    /// `512 B`, `2.3 MiB`: one digit after the point, rounded down.
    static func text(_ bytes: Int64) -> String {
        guard bytes >= 1024 else { return "\(bytes) B" }
        var (unit, size): (Int64, Int64) = (0, bytes)
        while size >= 1024 * 1024, unit < 3 {
            size /= 1024
            unit += 1
        }
        return "\(size / 1024).\(size % 1024 * 10 / 1024) \(["KiB", "MiB", "GiB", "TiB"][Int(unit)])"
    }
}
