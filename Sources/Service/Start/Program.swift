import ControlProtocol
import Descriptors
import Glibc
package import SessionKeys

/// The life of the process: configuration, store, what fell due meanwhile, sockets, READY, the loop, the end.
package enum Program {
    /// Opens the store at a path, or says why not.
    package typealias OpenLedger = (_ path: String, LedgerRules) throws(StartError) -> any Ledger

    /// Runs the daemon until it is told to stop.
    ///
    /// - Parameters:
    ///   - options: what the command line says.
    ///   - openLedger: the ledger that the composition root chose.
    /// - Returns: what the process ends with.
    package static func run(_ options: StartOptions, openLedger: OpenLedger) -> ExitStatus {
        // Who asks for the faults of a configuration reads them, or has an editor read them: no time stands before them.
        status(isLogged: [.serving, .acceptingRestoredStore].contains(options.purpose)) { sink throws(StartError) in
            try runOrThrow(options, sink, openLedger)
        }
    }

    /// Answers an option that the daemon itself does not know, as `--help`.
    ///
    /// - Returns: what the process ends with.
    package static func answer(_ text: String) -> ExitStatus {
        status(isLogged: false) { _ throws(StartError) in try tell(text) }
    }

    /// What the process ends with when this has been done, or could not be.
    private static func status(isLogged: Bool, _ work: (RecordSink) throws(StartError) -> Void) -> ExitStatus {
        StandardStreams.occupyClosed()
        SignalReader.ignoreBrokenPipes()
        SignalReader.ignoreFileSizeLimit()
        let sink = RecordSink(level: .info, isLog: isLogged)
        defer { sink.end() }
        do throws(StartError) {
            try work(sink)
            return .success
        } catch {
            // Whatever is left out else, why there is no daemon is told.
            sink.level = max(sink.level, .error)
            for line in error.description.split(separator: "\n") { sink.write(Record(error.kind, String(line))) }
            return error.status
        }
    }

    private static func runOrThrow(
        _ options: StartOptions, _ sink: RecordSink, _ openLedger: OpenLedger
    ) throws(StartError) {
        let files = ConfigurationFiles(
            named: options.configurationFile, environmentDirectory: Directories.made(for: "CONFIGURATION_DIRECTORY"))
        let configuration = try files.read()
        switch options.purpose {
        case .checkingConfiguration: try tell(files.approval() + "\n")
        case .showingConfiguration: try tell(configuration.text)
        case .acceptingRestoredStore: try accept(options, configuration, openLedger)
        case .serving: try serve(options, configuration, sink, files, openLedger)
        }
    }

    /// Answers whoever ran the program for that; what cannot be written is no success.
    static func tell(_ answer: String) throws(StartError) {
        do throws(ErrorNumber) {
            try StandardStreams.write(Array(answer.utf8), to: STDOUT_FILENO)
        } catch {
            // Whoever has left has read enough.
            guard error != .brokenPipe else { return }
            throw StartError(.inputOutput, "the output cannot be written: \(error)")
        }
    }

    private static func serve(
        _ options: StartOptions, _ configuration: Configuration, _ sink: RecordSink, _ files: ConfigurationFiles,
        _ openLedger: OpenLedger
    ) throws(StartError) {
        sink.level = configuration.logLevel
        let directories = try Directories(options)
        let opening = try SocketOpening(in: directories.runtime)
        try directories.create()
        // Root may write anywhere, and would not notice.
        if geteuid() == 0 { try requireOwn(directories.state) }
        let lock = try lock(directories.state)

        // From here on the process is a daemon: nobody else may read what it writes.
        umask(0o077)
        try StartError.wrapping { () throws(SystemError) in
            for path in directories.stateFiles { try File.closeToOthers(path) }
            try Backup.removeLeftovers(in: directories.state)
            try DiskReserve.makeRoomForStart(in: directories.state)
        }
        let store = try openLedger(Directories.store(in: directories.state), configuration.rules)
        let random = RandomPool()
        let (progress, isNew) = try StateGuard(directory: directories.state, ledger: store, random: random).admit(sink)
        let ledger = try reserved(store, in: directories.state, sink)
        let parts = try assemble(ledger, configuration, sink, files, random, in: directories, lock, progress)
        try StartError.wrapping { () throws(DaemonError) in try settleWhatFellDue(parts) }
        let sockets = try opening.open(configuration)
        let daemon = try StartError.wrapping(.cannotCreate) { () throws(SystemError) in
            try Daemon(parts: parts, sockets: sockets, configuration: configuration)
        }
        parts.supervision.ready(ledger.overview)
        sink.write(readiness(parts, of: isNew ? "; the store in \(directories.state) is new" : ""))
        try StartError.wrapping { () throws(DaemonError) in try daemon.run() }
    }

    private static func readiness(_ parts: DaemonParts, of store: String) -> Record {
        let state = StatusLine(parts.ledger.overview).text
        return Record(.started, "\(Version.client) is ready: \(state)\(store)", [(.version, Version.number)])
    }

    /// Takes the state directory before anything in it is touched.
    static func lock(_ directory: String) throws(StartError) -> DirectoryLock {
        let lock = try StartError.wrapping { () throws(SystemError) in try DirectoryLock(directory) }
        guard let lock else {
            throw StartError(
                .temporary,
                "\(directory) is in use by another process: one leashd works in it at a time, stop that one first")
        }
        return lock
    }

    /// Sets aside what sessions can be ended with on a full disk, and says so where there is no room for that.
    private static func reserved(
        _ ledger: any Ledger, in directory: String, _ sink: RecordSink
    ) throws(StartError) -> LedgerWithReserve {
        let reserve = try StartError.wrapping { () throws(SystemError) in try DiskReserve(in: directory) }
        if !reserve.isHeld {
            let room = "\(reserve.neededMebibytes) MiB "
            let lacking = reserve.limit == nil ? "have to be free in \(directory)" : "are not set aside in \(directory)"
            let shortage = room + lacking + "; sessions can be ended meanwhile, and nothing is authorized"
            sink.write(Record(.storeFailed, LedgerError.full(shortage, limit: reserve.limit).description))
        }
        return LedgerWithReserve(ledger, reserve: reserve)
    }

    private static func assemble(
        _ ledger: LedgerWithReserve, _ configuration: Configuration, _ sink: RecordSink, _ files: ConfigurationFiles,
        _ random: RandomPool, in directories: Directories, _ lock: DirectoryLock, _ progress: ProgressFile
    ) throws(StartError) -> DaemonParts {
        try StartError.wrapping(.cannotCreate) { () throws(SystemError) in
            let clock = DaemonClock(
                kept: ledger.keptClock, longestStep: configuration.longestStepMilliseconds,
                read: try MachineClock.reader())
            let descriptorLimit = try DescriptorLimit.raise()
            let parts = DaemonParts(
                ledger: ledger, reserve: ledger.reserve, clock: clock, signals: try SignalReader(Daemon.signals),
                deadlineTimer: try WallTimer(), watchdogTimer: try MonotonicTimer(), sink: sink, random: random,
                stateDirectory: directories.state, stateLock: lock,
                descriptorLimit: descriptorLimit, progress: progress, readConfiguration: files.read)
            if let interval = parts.supervision.interval { try parts.watchdogTimer.start(every: interval) }
            return parts
        }
    }

    /// Ends what fell due while the daemon was down, before anybody is told that it is ready; on a full disk, as soon
    /// as there is room again, and where it cannot be read, once it can: nothing is decided until then. What cannot be
    /// done with a session that is damaged keeps the others from nothing.
    private static func settleWhatFellDue(_ parts: DaemonParts) throws(DaemonError) {
        guard parts.clock.moment.isCertain else {
            return parts.sink.write(Upkeep.uncertainty(of: parts.clock))
        }
        let recorder = Recorder(sink: parts.sink)
        do throws(LedgerError) {
            repeat {
                let step = try parts.ledger.maintain(
                    at: parts.clock.observe(), clock: parts.clock.highest, limit: Upkeep.endingsPerTurn)
                parts.sink.begin(second: parts.clock.reading.wall.seconds)
                recorder.record(endingsAmong: step.events)
                for damage in step.damage {
                    parts.sink.write(Record(.storeFailed, "\(Upkeep.passedOver): \(damage)"))
                }
                guard !step.isStuck, let next = step.nextDeadline, next <= parts.clock.moment.now else { return }
            } while true
        } catch {
            switch error {
            case .full, .corrupt, .cannotRead:
                parts.sink.write(Record(.storeFailed, "what fell due cannot be ended yet: \(error)"))
            case .cannotWrite, .mayHaveLostWrites: throw .ledger(error)
            }
        }
    }
}
