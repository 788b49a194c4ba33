import Descriptors

/// What the supervisor says by the environment.
enum Environment {
    /// The first of the directories that systemd made for a purpose.
    static func directory(_ name: String) -> String? {
        EnvironmentVariable.value(of: name)?.split(separator: ":").first.map(String.init)
    }
}
