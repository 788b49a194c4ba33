private import Descriptors
import Glibc

/// Runs the body with the path of an empty directory, which is removed afterwards with everything in it.
package func withTemporaryDirectory<Result, Failure: Error>(
    _ body: (String) throws(Failure) -> Result
) throws(Failure) -> Result {
    let path = makeTemporaryDirectory()
    defer { remove(path) }
    return try body(path)
}

private func makeTemporaryDirectory() -> String {
    let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? P_tmpdir
    var template = Array("\(parent)/leashd-XXXXXX".utf8CString)
    guard let path = unsafe mkdtemp(&template) else { preconditionFailure("no directory can be made in \(parent)") }
    return unsafe String(cString: path)
}

/// Removes a file, or a directory with what is in it; a link is removed and not followed.
private func remove(_ path: String) {
    guard unsafe unlink(path) != 0 else { return }
    for name in (try? Directory.names(in: path)) ?? [] { remove("\(path)/\(name)") }
    _ = unsafe rmdir(path)
}
