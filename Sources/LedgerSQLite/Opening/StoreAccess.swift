import Descriptors
import Glibc

/// Whether the file system lets this process have a store at all; SQLite reports it like a disk that fails.
enum StoreAccess {
    /// Why this process may not read and write the store's file, or the directory that its log is made in. Nil where it
    /// may, and where something else is wrong with them.
    static func refusal(at path: String) -> OpeningError? {
        refusal(of: path, R_OK | W_OK) ?? refusal(of: Directory.parent(of: path), W_OK | X_OK)
    }

    private static func refusal(of path: String, _ wanted: Int32) -> OpeningError? {
        guard unsafe access(path, wanted) != 0 else { return nil }
        return switch errno {
        case EROFS: .readOnly(path: path)
        case EACCES, EPERM: .notAllowed(path: path)
        default: nil
        }
    }
}
