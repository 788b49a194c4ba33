import Descriptors
import TestSupport
import Testing

/// The configuration that the daemon is started with: judged before anything is touched, or only judged or shown.
struct DaemonConfigurationTests {
    @Test func `a faulty configuration stops it before it touches anything, with every fault at once`() throws {
        try withDaemonAtRest { daemon throws in
            try daemon.configure("[Limits]\nBatchLimit=many\nBatchLimits=5\n[Nonsense]\n")
            let dropIn = daemon.configurationFile + ".d/10-mine.conf"
            try Directory.create(daemon.configurationFile + ".d", mode: 0o700)
            try File.write(Array("MessageSize=1M\n".utf8), to: dropIn, mode: 0o600)
            #expect(try daemon.run() == .exited(78))
            for place in ["leashd.conf:2:", "leashd.conf:3:", "leashd.conf:4:", "leashd.conf.d/10-mine.conf:1:"] {
                #expect(daemon.records(place))
            }
            #expect(try Directory.names(in: daemon.directory).contains("state") == false)
        }
    }

    @Test func `the configuration can be checked alone`() throws {
        try withDaemonAtRest { daemon throws in
            let arguments = ["--check-config", "--config", daemon.configurationFile]
            #expect(try daemon.run(arguments) == .exited(0))
            #expect(daemon.output.contains("\(daemon.configurationFile): the configuration is in order"))
            try daemon.configure("[Sessions]\nReservationSec=0\n")
            #expect(try daemon.run(arguments) == .exited(78))
            // With nothing before it, so that editors find the place.
            #expect(daemon.log.split(separator: "\n").contains { $0.hasPrefix("\(daemon.configurationFile):2: ") })
            #expect(try Directory.names(in: daemon.directory).contains("run") == false)
        }
    }

    @Test func `a group that is not there is a fault like others, before anything is made`() throws {
        try withDaemonAtRest { daemon throws in
            try daemon.configure("[Sockets]\nControlSocketGroup=no-such-group\n[Limits]\nBatchLimit=0\n")
            for arguments in [["--check-config", "--config", daemon.configurationFile], daemon.arguments] {
                #expect(try daemon.run(arguments) == .exited(78))
                #expect(
                    daemon.records(
                        "leashd.conf:2: [Sockets] ControlSocketGroup=no-such-group: there is no such group"))
                #expect(daemon.records("leashd.conf:4: "))
            }
            #expect(try Directory.names(in: daemon.directory).contains("state") == false)
        }
    }

    @Test func `without the usual file a check says that the defaults count`() throws {
        try withDaemonAtRest { daemon throws in
            daemon.environment = ["CONFIGURATION_DIRECTORY=\(daemon.directory)/none"]
            #expect(try daemon.run(["--check-config"]) == .exited(0))
            #expect(daemon.output.contains("there is no \(daemon.directory)/none/leashd.conf: the defaults count"))
        }
    }

    @Test func `a file that was named must be there`() throws {
        try withDaemonAtRest { daemon throws in
            let path = daemon.directory + "/absent.conf"
            #expect(try daemon.run(["--check-config", "--config", path]) == .exited(78))
            #expect(daemon.records(path))
        }
    }

    @Test func `what is checked is named, drop-ins as well`() throws {
        try withDaemonAtRest { daemon throws in
            let dropIn = try addDropIn(to: daemon, "[Limits]\nBatchLimit=7\n")
            #expect(try daemon.run(["--check-config", "--config", daemon.configurationFile]) == .exited(0))
            #expect(daemon.output == "\(daemon.configurationFile)\n\(dropIn): the configuration is in order\n")
        }
    }

    @Test func `what counts is shown as a file that says the same`() throws {
        try withDaemonAtRest { daemon throws in
            try daemon.configure("[Sessions]\nReservationSec=90\n")
            _ = try addDropIn(to: daemon, "[Limits]\nMessageSize=1M\n[Store]\nRetentionSec=30d\n")
            #expect(try daemon.run(["--show-config", "--config", daemon.configurationFile]) == .exited(0))
            let shown = daemon.output
            for line in ["[Sessions]", "ReservationSec=1min 30s", "MessageSize=1M", "RetentionSec=30d", "Level=info"] {
                #expect(shown.split(separator: "\n").contains { $0 == line }, "\(line) in \(shown)")
            }
            let copy = daemon.directory + "/copy.conf"
            try File.write(Array(shown.utf8), to: copy, mode: 0o600)
            #expect(try daemon.run(["--show-config", "--config", copy]) == .exited(0))
            #expect(daemon.output == shown + shown)
            #expect(try daemon.run(["--show-config", "--check-config"]) == .exited(64))
            #expect(daemon.records("--check-config and --show-config each do nothing else"))
        }
    }

    /// - Returns: the path of the drop-in.
    private func addDropIn(to daemon: DaemonProcess, _ text: String) throws -> String {
        let directory = daemon.configurationFile + ".d"
        try Directory.create(directory, mode: 0o700)
        try File.write(Array(text.utf8), to: directory + "/10-mine.conf", mode: 0o600)
        return directory + "/10-mine.conf"
    }

    @Test(arguments: ["--show-config", "--check-config", "--help", "--version", "--generate-completion-script=bash"])
    func `an answer that cannot be written is no success`(option: String) throws {
        try withDaemonAtRest { daemon throws in
            daemon.launcher = "/bin/sh"
            let script = #"exec "$0" "$@" > /dev/full"#
            let file = option.hasSuffix("-config") ? ["--config", daemon.configurationFile] : []
            let arguments = ["-c", script, Programs.leashd, option] + file
            #expect(try daemon.run(arguments) == .exited(74))
            #expect(daemon.log.hasPrefix("the output cannot be written: No space left on device (ENOSPC)"))
        }
    }
}
