/// What the command line says.
package struct StartOptions: Sendable {
    /// The configuration file; `nil` is the one of the environment or of the system.
    package let configurationFile: String?
    /// Where the store is to be, in place of what systemd says.
    package let stateDirectory: String?
    /// Where the sockets are to be, in place of what systemd says.
    package let runtimeDirectory: String?
    /// Whether the configuration is only read and judged.
    package let checksConfiguration: Bool
    /// Whether the store is only accepted as it is, whatever ran here before.
    package let acceptsRestoredStore: Bool

    /// Options as they were given.
    package init(
        configurationFile: String?, stateDirectory: String?, runtimeDirectory: String?, checksConfiguration: Bool,
        acceptsRestoredStore: Bool
    ) {
        self.configurationFile = configurationFile
        self.stateDirectory = stateDirectory
        self.runtimeDirectory = runtimeDirectory
        self.checksConfiguration = checksConfiguration
        self.acceptsRestoredStore = acceptsRestoredStore
    }
}
