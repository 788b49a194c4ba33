import Descriptors

/// Where the store and the sockets are: as the command line says, or as systemd made them.
struct Directories {
    let state: String
    /// Where sockets are made, as far as none were passed.
    let runtime: String?

    init(_ options: StartOptions) throws(StartError) {
        state = try Self.state(options)
        runtime = options.runtimeDirectory ?? Self.made(for: "RUNTIME_DIRECTORY")
    }

    /// Makes those that are not there.
    func create() throws(StartError) {
        try StartError.wrapping(.cannotCreate) { () throws(SystemError) in
            try Directory.create(state, mode: 0o700)
            if let runtime { try Directory.create(runtime, mode: 0o755) }
        }
    }

    /// The first of the directories that systemd made for a purpose, which it names by this variable.
    static func made(for variable: String) -> String? {
        EnvironmentVariable.value(of: variable)?.split(separator: ":").first.map(String.init)
    }

    /// Where the store is; the directory need not be there.
    static func state(_ options: StartOptions) throws(StartError) -> String {
        guard let state = options.stateDirectory ?? Self.made(for: "STATE_DIRECTORY") else {
            throw StartError(.usage, "where is the store? Give --state-directory DIR, or start leashd by systemd")
        }
        return state
    }

    /// What is kept in the state directory: the store with its log, and the files beside it.
    var stateFiles: [String] {
        let store = Self.store(in: state)
        return [store, store + "-wal", store + "-shm"] + [
            HighWaterFile(in: state).path, ProgressFile.path(in: state), DiskReserve.path(in: state),
        ]
    }

    /// Where in a state directory the store is (the protocol's "Programs").
    static func store(in state: String) -> String { state + "/leash.db" }
}
