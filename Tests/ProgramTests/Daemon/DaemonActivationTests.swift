import ControlProtocol
import Descriptors
import Glibc
import TestSupport
import Testing

/// Sockets that a service manager has opened.
struct DaemonActivationTests {
    /// Runs the body with a daemon that is passed sockets of these names, under what the manager says of them.
    private func withPassedSockets(
        _ sockets: [DaemonSocket], _ variables: [String], _ body: (DaemonProcess) throws -> Void
    ) throws {
        try withDaemonAtRest { daemon in
            try Directory.create(daemon.runtime, mode: 0o700)
            daemon.passed = try sockets.map { socket in
                let descriptor = try rawSocket(SOCK_STREAM, at: daemon.path(of: socket))
                try SystemCall.perform("listen") { listen(descriptor.number, 8) }
                return descriptor
            }
            daemon.environment = variables
            // Only the process itself knows its number beforehand.
            daemon.launcher = "/bin/sh"
            try body(daemon)
        }
    }

    private func arguments(_ daemon: DaemonProcess, _ more: [String] = []) -> [String] {
        let options = ["--config", daemon.configurationFile, "--state-directory", daemon.state]
        return ["-c", #"LISTEN_PID=$$ exec "$0" "$@""#, Programs.leashd] + options + more
    }

    @Test func `where both are passed, no directory for them is needed`() throws {
        let variables = ["LISTEN_FDS=2", "LISTEN_FDNAMES=spend:control"]
        try withPassedSockets([.spend, .control], variables) { daemon in
            try daemon.launch(arguments(daemon))
            try #require(daemon.records(" is ready: "), "\(daemon.log)")
            let session = try daemon.connect(.control).createSession()
            _ = try daemon.connect(.spend).authorize(within: session)
            try daemon.stop()
        }
    }

    @Test func `where one is passed, the other needs a directory, and nothing is made without one`() throws {
        let variables = ["LISTEN_FDS=1", "LISTEN_FDNAMES=spend"]
        try withPassedSockets([.spend], variables) { daemon in
            #expect(try daemon.run(arguments(daemon)) == .exited(64))
            #expect(daemon.records("--runtime-directory DIR"))
            #expect((try? Directory.names(in: daemon.state)) == nil)
            try daemon.launch(arguments(daemon, ["--runtime-directory", daemon.runtime]))
            try #require(daemon.records(" is ready: "), "\(daemon.log)")
            let session = try daemon.connect(.control).createSession()
            _ = try daemon.connect(.spend).authorize(within: session)
            try daemon.stop()
        }
    }

    @Test(arguments: [
        (["LISTEN_FDS=2", "LISTEN_FDNAMES=spend"], "LISTEN_FDS=2 LISTEN_FDNAMES=spend: Invalid argument"),
        (["LISTEN_FDS=2", "LISTEN_FDNAMES=spend:control:more"], "LISTEN_FDNAMES=spend:control:more: Invalid argument"),
        (["LISTEN_FDS=two"], "LISTEN_FDS=two: Invalid argument"),
        (["LISTEN_FDS=3", "LISTEN_FDNAMES=spend:control:more"], "more: Bad file descriptor"),
        (["LISTEN_FDS=2"], #"passed a socket named "unknown""#),
        (["LISTEN_FDS=2", "LISTEN_FDNAMES=spend:spend"], #"passed two sockets named "spend""#),
        (["LISTEN_FDS=2", "LISTEN_FDNAMES=control:spend"], "the socket named control listens on "),
    ])
    func `what a service manager says wrong is told in its own words`(variables: [String], words: String) throws {
        try withPassedSockets([.spend, .control], variables) { daemon throws in
            #expect(try daemon.run(arguments(daemon)) == .exited(78))
            #expect(daemon.records(words), "\(daemon.log)")
        }
    }
}
