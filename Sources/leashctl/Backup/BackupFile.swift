import Descriptors
import Glibc

/// A file in the making that nobody takes for whole before it is: it gets its name when all of it is on the disk.
final class BackupFile {
    private static let action = "write the backup to"

    private let path: String
    private let descriptor: FileDescriptor
    /// The name that it has meanwhile, where the file system knows no file without one.
    private var draft: String?

    private init(_ path: String, _ descriptor: FileDescriptor, draft: String?) {
        self.path = path
        self.descriptor = descriptor
        self.draft = draft
    }

    /// Begins a file that must not be there yet.
    convenience init(_ path: String) throws(SystemError) {
        try Self.refuseExisting(path)
        // A file without a name would be made beside it, and learn only at its end that it cannot be called so.
        guard !path.hasSuffix("/") else {
            throw SystemError(ErrorNumber(EISDIR), action: Self.action, path: path)
        }
        let directory = Directory.parent(of: path)
        do throws(SystemError) {
            self.init(path, try FileDescriptor(unnamedIn: directory, mode: 0o600), draft: nil)
        } catch {
            guard error.number != .notFound else {
                throw SystemError(error.number, action: Self.action, path: path)
            }
            // Of its own, so that what another process left or writes is not touched.
            try self.init(path, draft: "\(path).\(getpid()).draft")
        }
    }

    /// Begins a file that has another name until it is whole.
    convenience init(_ path: String, draft: String) throws(SystemError) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
        do throws(SystemError) {
            let named = try FileDescriptor(opening: draft, flags: flags, mode: 0o600, action: "create")
            self.init(path, named, draft: draft)
        } catch {
            // Of the draft nobody has heard, unless it is the draft itself that is in the way.
            guard error.number != .exists else { throw error }
            throw SystemError(error.number, action: Self.action, path: path)
        }
    }

    deinit { discard() }

    func append(_ bytes: [UInt8]) throws(SystemError) { try descriptor.write(bytes, path: path) }

    /// Gives the file its name, durably; a file that came there meanwhile is left alone.
    func finish() throws(SystemError) {
        try SystemCall.perform("flush", path: path) { fsync(descriptor.number) }
        if let draft { try rename(draft) } else { try descriptor.giveName(path) }
        try Directory.sync(Directory.parent(of: path))
    }

    private func rename(_ draft: String) throws(SystemError) {
        do throws(SystemError) {
            try SystemCall.perform("put the backup in place as", path: path) { unsafe link(draft, path) }
            discard()
        } catch {
            // Some file systems know no second name for a file.
            guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(error.number.rawValue) else { throw error }
            try Self.refuseExisting(path)
            try SystemCall.perform("put the backup in place as", path: path) { unsafe Glibc.rename(draft, path) }
            self.draft = nil
        }
    }

    private func discard() {
        if let draft { try? File.remove(draft) }
        draft = nil
    }

    /// Looks before anything is copied; whether it is still so counts at the end.
    private static func refuseExisting(_ path: String) throws(SystemError) {
        var status = stat()
        do {
            try SystemCall.perform(action, path: path) { unsafe lstat(path, &status) }
        } catch {
            // Of a name that is too long, or below what is no directory, nothing can be told, nor can it be given.
            guard error.number == .notFound else { throw error }
            return
        }
        throw SystemError(.exists, action: action, path: path)
    }
}
