import Foundation
import Glibc
import Testing

/// The real leashctl, run once.
struct LeashctlProcess {
    let status: Int32
    let output: String
    let complaints: String

    /// Runs it to its end, in a plain environment and without a terminal.
    init(
        _ arguments: [String], socket: String? = nil, input: String = "", environment: [String: String] = [:],
        outputPath: String? = nil, shell: String? = nil
    ) throws {
        let running = try LeashctlProcess.start(
            arguments, socket: socket, input: input, environment: environment, outputPath: outputPath, shell: shell)
        let errors = running.errors
        output = String(decoding: running.output.readDataToEndOfFile(), as: UTF8.self)
        complaints = String(decoding: errors.readDataToEndOfFile(), as: UTF8.self)
        running.process.waitUntilExit()
        status = running.process.terminationStatus
    }

    /// One that runs on, to be watched and stopped.
    struct Running {
        let process: Process
        let output: FileHandle
        let errors: FileHandle

        /// Ends it. A child of a test has the signals blocked that the threads of tests have, so no gentler one
        /// arrives.
        func stop() {
            guard process.isRunning else { return }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
    }

    /// Starts it; where there is a script of the shell, by that, to which it is "$0": a string holds only arguments in
    /// UTF-8.
    static func start(
        _ arguments: [String], socket: String? = nil, input: String = "", environment: [String: String] = [:],
        outputPath: String? = nil, shell: String? = nil
    ) throws -> Running {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: shell == nil ? Programs.leashctl : "/bin/sh")
        process.arguments = shell.map { ["-c", $0, Programs.leashctl] + arguments } ?? arguments
        var variables = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        if let socket { variables["LEASHD_CONTROL_SOCKET"] = socket }
        for (name, value) in Sanitizer.settings { variables[name] = value }
        process.environment = variables.merging(environment) { $1 }
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, stderr)
        if let outputPath {
            process.standardOutput = FileHandle(forWritingAtPath: outputPath)
            try stdout.fileHandleForWriting.close()
        }
        // Before it runs: whoever ends without reading would otherwise have this process end too, by SIGPIPE.
        precondition(input.utf8.count <= 64 * 1024, "the input does not fit into a pipe")
        try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try process.run()
        try stdin.fileHandleForWriting.close()
        return Running(
            process: process, output: stdout.fileHandleForReading, errors: stderr.fileHandleForReading)
    }

    /// Runs it where no daemon is, and expects wrong usage; its words.
    static func complaints(_ arguments: [String], input: String = "", shell: String? = nil) throws -> String {
        let run = try LeashctlProcess(arguments, socket: "/nonexistent/control.sock", input: input, shell: shell)
        #expect(run.status == 2 && run.output.isEmpty, "\(run.status): \(run.output)\(run.complaints)")
        return run.complaints
    }
}
