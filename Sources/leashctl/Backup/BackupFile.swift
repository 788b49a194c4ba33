import Descriptors
import Glibc

/// A file in the making that nobody takes for whole before it is: it gets its name when all of it is on the disk.
final class BackupFile {
    private let path: String
    private let draft: String
    private let descriptor: FileDescriptor
    private var hasDraft = true

    /// Begins a file that must not be there yet.
    init(_ path: String) throws(SystemError) {
        self.path = path
        try Self.refuseExisting(path)
        // Of its own, so that what another process left or writes is not touched.
        draft = "\(path).\(getpid()).draft"
        descriptor = try FileDescriptor(
            opening: draft, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600, action: "create")
    }

    deinit { discard() }

    func append(_ bytes: [UInt8]) throws(SystemError) { try descriptor.write(bytes, path: draft) }

    /// Gives the file its name, durably; a file that came there meanwhile is left alone.
    func finish() throws(SystemError) {
        try SystemCall.perform("flush", path: draft) { fsync(descriptor.number) }
        do throws(SystemError) {
            try SystemCall.perform("put the backup in place as", path: path) { unsafe link(draft, path) }
            discard()
        } catch {
            // Some file systems know no second name for a file.
            guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(error.number.rawValue) else { throw error }
            try Self.refuseExisting(path)
            try SystemCall.perform("put the backup in place as", path: path) { unsafe rename(draft, path) }
            hasDraft = false
        }
        try Directory.sync(Directory.parent(of: path))
    }

    private func discard() {
        if hasDraft { try? File.remove(draft) }
        hasDraft = false
    }

    /// Looks before anything is copied; whether it is still so counts at the end.
    private static func refuseExisting(_ path: String) throws(SystemError) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return }
        throw SystemError(.exists, action: "write the backup to", path: path)
    }
}
