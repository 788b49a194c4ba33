internal import Glibc

/// What the supervisor says by the environment.
enum Environment {
    /// A variable that is set and not empty.
    static func value(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// The first of the directories that systemd made for a purpose.
    static func directory(_ name: String) -> String? {
        value(name)?.split(separator: ":").first.map(String.init)
    }
}
