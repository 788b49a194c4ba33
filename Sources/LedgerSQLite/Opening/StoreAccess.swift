import Glibc

/// Whether the file system lets this process have a store at all, which SQLite tells like a disk that fails.
enum StoreAccess {
    /// What of the store this process may not read and write: its file, or the directory that its log is made in. Nil
    /// where it may, and where something else is wrong with them.
    static func denied(at path: String) -> String? {
        isDenied(path, R_OK | W_OK) ? path : isDenied(directory(of: path), W_OK | X_OK) ? directory(of: path) : nil
    }

    private static func isDenied(_ path: String, _ wanted: Int32) -> Bool {
        guard unsafe access(path, wanted) != 0 else { return false }
        return [EACCES, EPERM, EROFS].contains(errno)
    }

    private static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
