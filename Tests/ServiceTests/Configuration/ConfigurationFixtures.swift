@testable import Service

extension ConfigurationFile {
    /// A file of that text.
    static func text(_ text: String, name: String = "leashd.conf") -> ConfigurationFile {
        ConfigurationFile(name: name, bytes: Array(text.utf8))
    }

    /// The file that the project ships.
    static var shipped: ConfigurationFile { .text(ShippedConfiguration.text) }
}

extension Configuration {
    /// Reads files on a system that has every group.
    static func read(files: [ConfigurationFile]) throws(ConfigurationFaults) -> Configuration {
        try read(files: files) { _ in true }
    }

    /// Reads one text.
    static func read(_ text: String) throws -> Configuration { try read(files: [.text(text)]) }

    /// Every fault of the files, each as it would be printed.
    static func faults(of files: ConfigurationFile...) -> [String] {
        do {
            _ = try read(files: files)
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }

    /// Every fault of one text.
    static func faults(of text: String) -> [String] { faults(of: .text(text)) }
}
