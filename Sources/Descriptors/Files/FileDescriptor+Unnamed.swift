import CLinux
import Glibc

/// Files without a name: they leave nothing, however the process ends that makes them.
extension FileDescriptor {
    /// Makes one in a directory, to be written. Not every file system knows them.
    package convenience init(unnamedIn directory: String, mode: UInt32) throws(SystemError) {
        self.init(
            adopting: try SystemCall.perform("create a file in", path: directory) {
                unsafe linux_open_unnamed(directory, mode)
            })
    }

    /// Gives it a name that nothing has there yet.
    package func giveName(_ path: String) throws(SystemError) {
        let number = number
        try SystemCall.perform("name a file", path: path) {
            unsafe linkat(AT_FDCWD, "/proc/self/fd/\(number)", AT_FDCWD, path, AT_SYMLINK_FOLLOW)
        }
    }
}
