import Service

/// What is taken, written out again and read again, is the same; and faults can be told.
enum ConfigurationTarget {
    /// The input is one file.
    static func test(_ input: [UInt8]) {
        do {
            let taken = try read(ConfigurationFile(name: "leashd.conf", bytes: input))
            var text = ""
            for setting in Setting.all { text += "\(setting.section)\n\(setting.key)=\(setting.text(in: taken))\n" }
            let file = ConfigurationFile(name: "again.conf", bytes: Array(text.utf8))
            precondition((try? read(file)) == taken, "it is another one when read again: \(text)")
        } catch {
            precondition(!"\(error)".isEmpty, "a fault without words")
        }
    }

    private static func read(_ file: ConfigurationFile) throws(ConfigurationFaults) -> Configuration {
        try Configuration.read(files: [file]) { _ in true }
    }
}
