import Descriptors

/// The files of a directory and their bytes, to be compared, changed, or put down elsewhere.
package struct DirectoryContents: Equatable {
    /// The bytes of each file by its name.
    package var files: [String: [UInt8]] = [:]

    /// Reads a directory that holds nothing but files.
    package init(of directory: String) throws {
        for name in try Directory.names(in: directory) {
            files[name] = try File.read("\(directory)/\(name)", limit: 1 << 28)
        }
    }

    /// Writes every file into the directory.
    package func write(to directory: String) throws {
        for (name, bytes) in files { try File.write(bytes, to: "\(directory)/\(name)", mode: 0o600) }
    }
}
