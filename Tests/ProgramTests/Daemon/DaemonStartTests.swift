import ControlProtocol
import Descriptors
import Glibc
import TestSupport
import Testing

/// The daemon's command line, and every way in which it does not start.
struct DaemonStartTests {
    @Test func `it says its version and its help`() throws {
        try withDaemonAtRest { daemon throws in
            #expect(try daemon.run(["--version"]) == .exited(0))
            #expect(daemon.output.hasPrefix("leashd/"))
            #expect(try daemon.run(["--help"]) == .exited(0))
            for option in ["--config", "--state-directory", "--runtime-directory", "--check-config", "--show-config"] {
                #expect(daemon.output.contains(option))
            }
        }
    }

    @Test func `an option that there is not is wrong usage`() throws {
        try withDaemonAtRest { daemon throws in
            #expect(try daemon.run(["--frobnicate"]) == .exited(64))
            #expect(daemon.records("--frobnicate"))
        }
    }

    @Test(arguments: ["--config", "--state-directory", "--runtime-directory"])
    func `a path that is empty is wrong usage`(option: String) throws {
        try withDaemonAtRest { daemon throws in
            #expect(try daemon.run([option, ""]) == .exited(64))
            #expect(daemon.records("\(option) is empty"))
        }
    }

    @Test func `why it does not start is told at any level of the log`() throws {
        try withDaemonAtRest { daemon throws in
            try daemon.configure("[Log]\nLevel=critical\n")
            try File.write([], to: daemon.state, mode: 0o600)
            #expect(try daemon.run() == .exited(73))
            #expect(daemon.records(daemon.state))
        }
    }

    @Test func `what it keeps is closed to others, though it was open to them`() throws {
        try withDaemonAtRest { daemon throws in
            try daemon.start()
            try daemon.stop()
            let names = ["leash.db", "high-water", "progress"]
            for name in names { _ = unsafe chmod("\(daemon.state)/\(name)", 0o644) }
            try daemon.start()
            for name in names + ["leash.db-wal"] {
                var status = stat()
                #expect(unsafe stat("\(daemon.state)/\(name)", &status) == 0)
                #expect(status.st_mode & 0o777 == 0o600, "\(name)")
            }
            try daemon.stop()
        }
    }

    @Test func `root makes nothing in the directory of somebody else`() throws {
        try withDaemonAtRest { daemon throws in
            try Directory.create(daemon.state, mode: 0o700)
            // Nobody else can give a directory away.
            guard unsafe chown(daemon.state, 65_534, 65_534) == 0 else { return #expect(geteuid() != 0) }
            #expect(try daemon.run() == .exited(64))
            #expect(daemon.records("\(daemon.state) belongs to another user"))
            #expect(try Directory.names(in: daemon.state).isEmpty)
        }
    }

    @Test func `started by hand, it wants its directories named`() throws {
        try withDaemonAtRest { daemon throws in
            #expect(try daemon.run(["--config", daemon.configurationFile]) == .exited(64))
            #expect(daemon.records("--state-directory DIR"))
            let withState = ["--config", daemon.configurationFile, "--state-directory", daemon.state]
            #expect(try daemon.run(withState) == .exited(64))
            #expect(daemon.records("--runtime-directory DIR"))
        }
    }

    @Test func `the supervisor's directories do as well`() throws {
        try withDaemonAtRest { daemon throws in
            daemon.environment = [
                "STATE_DIRECTORY=\(daemon.state)", "RUNTIME_DIRECTORY=\(daemon.runtime)",
                "CONFIGURATION_DIRECTORY=\(daemon.directory)",
            ]
            try daemon.configure("[Limits]\nBatchLimit=1\n")
            try daemon.launch([])
            #expect(daemon.records(" is ready: "))
            let client = try daemon.connect()
            try client.send("[1,2]")
            #expect(Failure(try client.answer())?.message.contains("at most 1") == true)
            try daemon.stop()
        }
    }

    @Test func `a second one on the same store refuses, and the first goes on`() throws {
        try withDaemon { daemon in
            let second = try DaemonProcess(in: daemon.directory + "/run", configuration: "")
            let arguments = ["--state-directory", daemon.state, "--runtime-directory", second.runtime]
            let draft = daemon.state + "/backup.draft"
            try File.write([0], to: draft, mode: 0o600)
            #expect(try second.run(arguments) == .exited(75))
            #expect(second.records("\(daemon.state) is in use by another process"))
            #expect(try File.read(draft, limit: 1) == [0])
            #expect(try second.run(daemon.arguments) == .exited(75))
            _ = try daemon.connect(.spend).result("web3_clientVersion")
        }
    }

    @Test func `a store of a newer leashd is refused and left as it is`() throws {
        try withDaemon { daemon in
            _ = try daemon.connect().createSession()
            try daemon.stop()
            var bytes = try File.read(daemon.store, limit: 1 << 24)
            // The header's place for user_version, the lowest byte of it.
            bytes[63] = 99
            try File.write(bytes, to: daemon.store, mode: 0o600)
            #expect(try daemon.run() == .exited(78))
            #expect(daemon.records("schema 99"))
            #expect(try File.read(daemon.store, limit: 1 << 24) == bytes)
            #expect((try? File.read(daemon.store + "-wal", limit: 0)) ?? [] == [])
        }
    }

    @Test func `a store that it may not use is told as that, with whom to ask`() throws {
        try withDaemonAtRest { daemon throws in
            try Directory.create(daemon.state, mode: 0o755)
            try #require(unsafe chmod(daemon.state, 0o755) == 0)
            try File.write([], to: daemon.store, mode: 0o400)
            // The tests may run as root, who may use everything.
            let isRoot = geteuid() == 0
            let user = isRoot ? 65534 : geteuid()
            if isRoot { try #require(unsafe chmod(daemon.directory, 0o755) == 0) }
            let prefix =
                isRoot ? ["--reuid=65534", "--regid=65534", "--clear-groups", daemon.directory + "/leashd"] : []
            // Where it was built others may not reach it.
            if isRoot { try copyProgram(into: daemon.directory) }
            daemon.launcher = isRoot ? "/usr/bin/setpriv" : nil
            try #require(unsafe chmod(daemon.configurationFile, 0o644) == 0)
            let runtime = daemon.directory + "/own"
            try Directory.create(runtime, mode: 0o777)
            try #require(unsafe chmod(runtime, 0o777) == 0)
            let arguments = [
                "--config", daemon.configurationFile, "--state-directory", daemon.state, "--runtime-directory", runtime,
            ]
            #expect(try daemon.run(prefix + arguments) == .exited(73))
            #expect(daemon.records("user \(user) may not read and write \(daemon.store)"), "\(daemon.log)")
        }
    }

    /// For every user to run.
    private func copyProgram(into directory: String) throws {
        let copy = directory + "/leashd"
        try File.write(try File.read(Programs.leashd, limit: 1 << 30), to: copy, mode: 0o755)
        try #require(unsafe chmod(copy, 0o755) == 0)
    }

    @Test func `what is no store is refused and left as it is`() throws {
        try withDaemonAtRest { daemon throws in
            try Directory.create(daemon.state, mode: 0o700)
            let bytes = [UInt8]("this is a diary, and no store".utf8) + [UInt8](repeating: 0, count: 4096)
            try File.write(bytes, to: daemon.store, mode: 0o600)
            #expect(try daemon.run() == .exited(65))
            #expect(daemon.records("leash.db"))
            #expect(try File.read(daemon.store, limit: 1 << 24) == bytes)
        }
    }
}
