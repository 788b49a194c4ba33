import Glibc

extension Opening {
    /// A database begins with a page, and its smallest pages have so many bytes
    /// (https://sqlite.org/fileformat2.html#the_database_header).
    private static let leastSize: Int64 = 512

    /// Refuses a database without its beginning before SQLite looks at it: it would take it for a new one, and throw
    /// the log away that belongs to it.
    ///
    /// - Throws: `OpeningError.damaged`; a file that is not there, or empty, is a new one where there is no log.
    static func refuseLostHeader(at path: String) throws(OpeningError) {
        let size = Self.size(of: path) ?? 0
        guard size < leastSize else { return }
        guard size == 0 else { throw .damaged(path: path, "it ends after \(size) bytes, within its header") }
        guard (Self.size(of: path + "-wal") ?? 0) == 0 else {
            throw .damaged(path: path, "nothing is left of it, and its log \(path)-wal is there")
        }
    }

    /// How many bytes the file has; `nil` where it cannot be told, as SQLite will tell.
    private static func size(of path: String) -> Int64? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int64(status.st_size) : nil
    }
}
