import Glibc

/// Directories: what is in them, making them, making them durable.
package enum Directory {
    /// The names in a directory, sorted by their bytes, without `.` and `..`.
    package static func names(in path: String) throws(SystemError) -> [String] {
        let action = "list the directory"
        guard let stream = unsafe try SystemCall.pointer(action, path: path, { unsafe opendir(path) }) else {
            return []
        }
        defer { unsafe _ = closedir(stream) }
        var names: [String] = []
        while let entry = unsafe try SystemCall.pointer(action, path: path, { unsafe readdir(stream) }) {
            let name = unsafe name(of: entry)
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Makes a directory and those it stands in; what exists keeps its mode, as with `mkdir -p -m`.
    package static func create(_ path: String, mode: UInt32) throws(SystemError) {
        do {
            try make(path, mode: mode)
        } catch let error where error.number == .notFound {
            try create(parent(of: path), mode: 0o755)
            try make(path, mode: mode)
        }
    }

    /// Makes the names in a directory durable: files created, renamed and removed there.
    package static func sync(_ path: String) throws(SystemError) {
        let directory = try FileDescriptor(opening: path, flags: O_RDONLY | O_DIRECTORY)
        try SystemCall.perform("flush the directory", path: path) { fsync(directory.number) }
    }

    /// Whether this process's user owns the directory.
    package static func isOwn(_ path: String) throws(SystemError) -> Bool {
        var status = stat()
        try SystemCall.perform("look at", path: path) { unsafe stat(path, &status) }
        return status.st_uid == geteuid()
    }

    /// How much room whoever is no administrator has on the file system that holds a path.
    package static func freeBytes(_ path: String) throws(SystemError) -> Int64 {
        let system = try fileSystem(of: path)
        return bytes(in: system.f_bavail, of: system)
    }

    /// How large the file system is that holds a path.
    package static func diskSize(_ path: String) throws(SystemError) -> Int64 {
        let system = try fileSystem(of: path)
        return bytes(in: system.f_blocks, of: system)
    }

    private static func fileSystem(of path: String) throws(SystemError) -> statvfs {
        var system = statvfs()
        try SystemCall.perform("look at the file system of", path: path) { unsafe statvfs(path, &system) }
        return system
    }

    private static func bytes(in blocks: UInt, of system: statvfs) -> Int64 {
        let (bytes, overflows) = blocks.multipliedReportingOverflow(by: system.f_frsize)
        return overflows ? .max : Int64(clamping: bytes)
    }

    /// The directory that a path stands in: `/a` for `/a/b` and `/a/b/`, `.` for a bare name.
    package static func parent(of path: String) -> String {
        let trimmed = path.utf8.reversed().drop { $0 == UInt8(ascii: "/") }
        let parent = trimmed.drop { $0 != UInt8(ascii: "/") }.drop { $0 == UInt8(ascii: "/") }
        if !parent.isEmpty { return String(decoding: parent.reversed(), as: UTF8.self) }
        return path.utf8.first == UInt8(ascii: "/") ? "/" : "."
    }

    /// Swift sees the name as a tuple of its greatest length, which the entry in memory need not have.
    private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
        guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else {
            preconditionFailure("a directory entry has a name")
        }
        // The system ends every name with a NUL, and the entry is there until the next one is read.
        return unsafe String(cString: (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self))
    }

    private static func make(_ path: String, mode: UInt32) throws(SystemError) {
        do {
            try SystemCall.perform("create the directory", path: path) { unsafe mkdir(path, mode) }
        } catch let error where error.number == .exists {
            // What exists may be a file, or a link to nowhere.
            _ = try FileDescriptor(opening: path, flags: O_RDONLY | O_DIRECTORY)
        }
    }
}
