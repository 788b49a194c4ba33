import Descriptors

/// Finds the configuration's files and reads them: the main file, then the drop-ins beside it.
struct ConfigurationFiles {
    /// The main file; drop-ins are in the directory of the same name with `.d` behind it.
    let path: String
    /// Whether the main file was named, and so must be there.
    let isRequired: Bool

    /// The file that was named, or the one of the environment, or the system's.
    init(named: String?, environmentDirectory: String?) {
        path = named ?? (environmentDirectory ?? "/etc/leashd") + "/leashd.conf"
        isRequired = named != nil
    }

    /// - Throws: every fault of every file at once.
    func read() throws(StartError) -> Configuration {
        do throws(ConfigurationFaults) {
            return try Configuration.read(files: found, hasGroup: SocketGroup.exists)
        } catch {
            throw StartError(.configuration, error.description)
        }
    }

    /// What there is to say of files without a fault: which were read, the later ones over the earlier ones.
    func approval() -> String {
        let names = found.map(\.name)
        let missing = names.first == path ? "" : "there is no \(path): the defaults count\n"
        guard !names.isEmpty else { return missing + "the configuration is in order" }
        return missing + "\(names.joined(separator: "\n")): the configuration is in order"
    }

    /// The files that there are, in the order in which they are read.
    private var found: [ConfigurationFile] {
        let main = read(path, isRequired: isRequired)
        return (main.map { [$0] } ?? []) + dropIns(in: path + ".d")
    }

    private func read(_ path: String, isRequired: Bool) -> ConfigurationFile? {
        do throws(SystemError) {
            return ConfigurationFile(name: path, bytes: try File.read(path, limit: ConfigurationFile.sizeLimit))
        } catch {
            switch error.number {
            case .notFound where !isRequired: return nil
            // Faults of this file, to be told with those of the others.
            case .tooLarge: return ConfigurationFile(name: path, problem: .fileTooLarge)
            case .isPipe: return ConfigurationFile(name: path, problem: .filePipe)
            default: return ConfigurationFile(name: path, problem: .fileUnreadable("\(error.number)"))
            }
        }
    }

    /// The drop-ins of a directory. One that cannot be read is a fault that is told with those of the files.
    private func dropIns(in directory: String) -> [ConfigurationFile] {
        do throws(SystemError) {
            return ConfigurationFile.dropIns(among: try Directory.names(in: directory)).compactMap { name in
                read("\(directory)/\(name)", isRequired: true)
            }
        } catch {
            guard error.number != .notFound else { return [] }
            return [ConfigurationFile(name: directory, problem: .directoryUnreadable("\(error.number)"))]
        }
    }
}
