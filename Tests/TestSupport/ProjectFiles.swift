/// The project's own files, where the tests were built.
package enum ProjectFiles {
    private static let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    /// Where a file is that the project names so.
    package static func path(of name: String) -> String { "/\(root)/\(name)" }
}
