import Descriptors
import Glibc

/// A file whose disk fails: what SQLite has in memory of it is there, and nothing else can be read.
enum UnreadableFile {
    /// Runs the body while nothing of the file can be read by whoever has it open in this process.
    static func with(_ path: String, _ body: () throws -> Void) throws {
        let unreadable = unsafe Glibc.open(path, O_WRONLY | O_CLOEXEC)
        let readers = try Directory.names(in: "/proc/self/fd").compactMap(Int32.init).filter { reader in
            reader != unreadable && (try? target(of: reader)) == path
        }
        let kept = readers.map { (reader: $0, copy: fcntl($0, F_DUPFD_CLOEXEC, 0)) }
        precondition(unreadable >= 0 && !kept.isEmpty && kept.allSatisfy { $0.copy >= 0 }, "nobody has \(path) open")
        for (reader, _) in kept { dup2(unreadable, reader) }
        defer {
            for (reader, copy) in kept {
                dup2(copy, reader)
                close(copy)
            }
            close(unreadable)
        }
        try body()
    }

    private static func target(of descriptor: Int32) throws -> String {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe readlink("/proc/self/fd/\(descriptor)", &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
