/// What the command line says.
package struct StartOptions: Sendable {
    /// What a process is started for.
    package enum Purpose: Sendable {
        /// To be the daemon.
        case serving
        /// To read the configuration, and list every fault.
        case checkingConfiguration
        /// To read the configuration, and write down every setting that counts.
        case showingConfiguration
        /// To accept the store as it is, whatever ran here before.
        case acceptingRestoredStore
    }

    /// The configuration file; `nil` is the one of the environment or of the system.
    package let configurationFile: String?
    /// Where the store is to be, in place of what systemd says.
    package let stateDirectory: String?
    /// Where the sockets are to be, in place of what systemd says.
    package let runtimeDirectory: String?
    /// What it is started for.
    package let purpose: Purpose

    /// Options as they were given.
    package init(
        configurationFile: String?, stateDirectory: String?, runtimeDirectory: String?, purpose: Purpose
    ) {
        self.configurationFile = configurationFile
        self.stateDirectory = stateDirectory
        self.runtimeDirectory = runtimeDirectory
        self.purpose = purpose
    }
}
