import Descriptors
import Glibc

/// A file that is replaced in one step each time. What is no file, such as a device or a link, is left as it is.
struct MetricsFile {
    private let path: String

    /// Names a file, which may be there or not.
    init(_ path: String) throws(Failure) {
        self.path = path
        var status = stat()
        // Where nothing can be told of the place, the writing tells why.
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
        let name = ShownText.of(path)
        let kind = status.st_mode & S_IFMT == S_IFLNK ? "a symbolic link" : "no file"
        throw .wrongUsage("\(name) is \(kind): --output replaces a file; leave it out to print")
    }

    /// Replaces what the file said.
    func write(_ text: [UInt8]) throws(Failure) {
        do throws(SystemError) {
            // Whoever collects is another user.
            try File.write(text, to: path, mode: 0o644)
        } catch {
            throw .writing(error)
        }
    }
}
