/// The sections of a configuration file.
package enum ConfigurationSection: String, CaseIterable, Sendable, CustomStringConvertible {
    case sessions = "Sessions"
    case clock = "Clock"
    case store = "Store"
    case limits = "Limits"
    case sockets = "Sockets"
    case log = "Log"

    /// The section's line.
    package var description: String { "[\(rawValue)]" }
}
