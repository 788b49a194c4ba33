import Descriptors
import FoundationEssentials
import Glibc

/// Lends a fresh directory, short enough for socket paths, and removes it with everything in it.
func withTemporaryDirectory<Result>(_ body: (String) throws -> Result) throws -> Result {
    let path = "\(P_tmpdir)/edges-\(String(UInt64.random(in: .min ... .max), radix: 36))"
    try Directory.create(path, mode: 0o700)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
}
