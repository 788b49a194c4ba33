import Glibc

/// Whole small files.
package enum File {
    /// The contents of a file; fails with `.tooLarge` when they are more than `limit` bytes, and with `.isPipe` for
    /// a pipe: reading one may wait for a writer, and would not find the same a second time.
    package static func read(_ path: String, limit: Int) throws(SystemError) -> [UInt8] {
        let file = try FileDescriptor(opening: path, flags: O_RDONLY | O_NONBLOCK)
        defer { withExtendedLifetime(file) {} }
        var status = stat()
        try SystemCall.perform("look at", path: path) { unsafe fstat(file.number, &status) }
        guard status.st_mode & S_IFMT != S_IFIFO else { throw SystemError(.isPipe, action: "read", path: path) }
        return try readAll(file.number, limit: limit, action: "read", path: path)
    }

    /// What comes from a file or a pipe until its end; fails with `.tooLarge` as well.
    package static func readToEnd(_ path: String, limit: Int) throws(SystemError) -> [UInt8] {
        let file = try FileDescriptor(opening: path, flags: O_RDONLY)
        defer { withExtendedLifetime(file) {} }
        return try readAll(file.number, limit: limit, action: "read", path: path)
    }

    /// What standard input has until its end; fails with `.tooLarge` as well.
    package static func readStandardInput(limit: Int) throws(SystemError) -> [UInt8] {
        try readAll(STDIN_FILENO, limit: limit, action: "read standard input", path: nil)
    }

    /// Reads until the end.
    private static func readAll(
        _ number: Int32, limit: Int, action: String, path: String?
    ) throws(SystemError) -> [UInt8] {
        var contents: [UInt8] = []
        // The size that the file system tells is not to be trusted: files of the kernel have none, others grow.
        var chunk = [UInt8](repeating: 0, count: 16 * 1024)
        while true {
            let count = try SystemCall.transfer(action, path: path) {
                unsafe chunk.withUnsafeMutableBytes { unsafe Glibc.read(number, $0.baseAddress, $0.count) }
            }
            guard count > 0 else { return contents }
            guard contents.count + count <= limit else { throw SystemError(.tooLarge, action: action, path: path) }
            contents.append(contentsOf: chunk[..<count])
        }
    }

    /// Writes a file as a whole and durably: a reader, or a start after a power cut, finds the old contents or the new.
    package static func write(_ contents: [UInt8], to path: String, mode: UInt32) throws(SystemError) {
        let draft = path + ".new"
        do {
            // One that a killed process has left would keep its mode.
            try remove(draft)
            try writeDurably(contents, to: draft, mode: mode)
            try SystemCall.perform("put the new contents in place as", path: path) { unsafe rename(draft, path) }
        } catch {
            try? remove(draft)
            throw error
        }
        try Directory.sync(Directory.parent(of: path))
    }

    /// Removes the access of group and others from a file of this process's user. A missing file is no error.
    package static func closeToOthers(_ path: String) throws(SystemError) {
        var status = stat()
        do {
            try SystemCall.perform("look at", path: path) { unsafe stat(path, &status) }
        } catch let error where error.number == .notFound {
            return
        }
        guard status.st_mode & 0o077 != 0, status.st_uid == geteuid() else { return }
        try SystemCall.perform("close to others", path: path) { unsafe chmod(path, 0o600) }
    }

    /// Removes a file; that there is none is fine.
    package static func remove(_ path: String) throws(SystemError) {
        do {
            try SystemCall.perform("remove", path: path) { unsafe unlink(path) }
        } catch let error where error.number == .notFound {
            return
        }
    }

    private static func writeDurably(_ contents: [UInt8], to path: String, mode: UInt32) throws(SystemError) {
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW
        let file = try FileDescriptor(opening: path, flags: flags, mode: mode, action: "create")
        try file.write(contents, path: path)
        try SystemCall.perform("flush", path: path) { fsync(file.number) }
    }
}
