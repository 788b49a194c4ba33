import Glibc

/// The variables that the process was started with.
package enum EnvironmentVariable {
    /// The value of one; `nil` where it is not set, or empty.
    package static func value(of name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }
}
