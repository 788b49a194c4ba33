/// One setting that differs between the running configuration and the one just read.
package struct ConfigurationChange: Equatable, Sendable, CustomStringConvertible {
    /// The setting with its section: `[Limits] MessageSize`.
    package let setting: String
    /// The running value, as a file would write it.
    package let before: String
    /// The value just read.
    package let after: String
    /// True where a running daemon keeps the value that it started with.
    package let needsRestart: Bool

    /// The change in a line of the log.
    package var description: String {
        needsRestart
            ? "\(setting)=\(after) needs a restart, and has no effect on a socket that systemd makes; "
                + "\(setting)=\(before) stays until then"
            : "\(setting)=\(after), was \(before.isEmpty ? "empty" : before)"
    }
}
