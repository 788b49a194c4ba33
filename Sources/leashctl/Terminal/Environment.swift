import Descriptors

/// The variables that the process was started with.
enum Environment {
    /// A variable's value; nil where it is not set or empty.
    static subscript(name: String) -> String? { EnvironmentVariable.value(of: name) }

    /// The width that the shell or the user asked for.
    static var columns: Int? {
        guard let columns = Environment["COLUMNS"].flatMap({ Int($0) }), (20...1000).contains(columns) else {
            return nil
        }
        return columns
    }

    /// Whether the locale has more than ASCII; where none is set, as in a container, it does.
    static var hasUnicode: Bool {
        guard let locale = Environment["LC_ALL"] ?? Environment["LC_CTYPE"] ?? Environment["LANG"] else { return true }
        let name = locale.lowercased()
        return name.contains("utf-8") || name.contains("utf8")
    }
}
