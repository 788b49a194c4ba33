import ControlProtocol
import Descriptors
import Foundation
import TestSupport
import Testing

@testable import leashctl

/// `leashctl backup`, against real daemons and one that breaks off.
struct LeashctlBackupTests {
    private func names(in directory: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
    }

    @Test func `the copy is written as a whole, for its owner alone`() throws {
        try withDaemon { daemon in
            _ = try daemon.connect().createSession()
            try withTemporaryDirectory { directory in
                let path = directory + "/leashd.db"
                let run = try LeashctlProcess(["backup", path], socket: daemon.path(of: .control))
                #expect(run.status == 0, "\(run.complaints)")
                #expect(run.output.hasPrefix("The copy is complete; the daemon has checked it.\n"), "\(run.output)")
                for words in [path, "1 session, up to event 1", "sha256 "] {
                    #expect(run.output.contains(words), "\(run.output)")
                }
                #expect(try names(in: directory) == ["leashd.db"])
                let attributes = try FileManager.default.attributesOfItem(atPath: path)
                #expect(attributes[.posixPermissions] as? Int == 0o600)
                let json = try LeashctlProcess(["backup", "--json", path + "2"], socket: daemon.path(of: .control))
                let result = try JSONDocument(parsing: Array(json.output.utf8)).root
                let size = try FileManager.default.attributesOfItem(atPath: path + "2")[.size] as? Int
                #expect(result["bytes"]?.integer == size.map(Int64.init))
            }
        }
    }

    @Test func `a file that is there is left as it is`() throws {
        try withDaemon { daemon in
            try withTemporaryDirectory { directory in
                let path = directory + "/leashd.db"
                try Data("precious".utf8).write(to: URL(fileURLWithPath: path))
                let run = try LeashctlProcess(["backup", path], socket: daemon.path(of: .control))
                #expect(run.status == 2 && run.complaints.contains("\(path) is there already"), "\(run.complaints)")
                #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
                #expect(try names(in: directory) == ["leashd.db"])
            }
        }
    }

    @Test func `a place that cannot be written is named`() throws {
        try withDaemon { daemon in
            let path = daemon.directory + "/missing/leashd.db"
            let run = try LeashctlProcess(["backup", path], socket: daemon.path(of: .control))
            #expect(run.status == 2 && run.complaints.contains(path), "\(run.complaints)")
            let full = try LeashctlProcess(["backup", "/dev/full"], socket: daemon.path(of: .control))
            #expect(full.status == 2 && full.complaints.contains("is there already"), "\(full.complaints)")
        }
    }

    /// A name below a directory, and what is told of it.
    @Test(arguments: [
        ("new/", "cannot write the backup to NAME: Is a directory (EISDIR)"), ("", "NAME is there already"),
        (".", "NAME is there already"), ("missing/leashd.db", "cannot write the backup to NAME: No such file"),
        ("precious/leashd.db", "cannot write the backup to NAME: Not a directory"),
        (String(repeating: "n", count: 256), "cannot write the backup to NAME: File name too long"),
    ])
    func `what cannot be a file is refused before the daemon is asked`(name: String, words: String) throws {
        try withTemporaryDirectory { directory in
            try File.write([1], to: directory + "/precious", mode: 0o600)
            let path = directory + "/" + name
            let (run, asked) = try LeashctlFixtures.transcript(["backup", path]) { _, _ in [.result("{}")] }
            #expect(run.status == 2 && asked.isEmpty)
            #expect(
                run.complaints.hasPrefix("leashctl: \(words.replacing("NAME", with: path))"), "\(run.complaints)")
            #expect(try names(in: directory) == ["precious"])
        }
    }

    @Test func `a copy that comes in part, or not at all, leaves no file`() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/leashd.db"
            let (short, asked) = try LeashctlFixtures.transcript(["backup", path]) { method, parameters in
                if method == "daemon_backup" { return [.result(#"{"bytes":4}"#)] }
                return [.result(parameters["offset"]?.integer == 0 ? #"{"data":"0x0102"}"# : #"{"data":"0x"}"#)]
            }
            #expect(short.status == 3 && short.complaints.contains("2 bytes of a copy of 4"), "\(short.complaints)")
            #expect(
                asked == ["daemon_backup {}", #"daemon_readBackup {"offset":0}"#, #"daemon_readBackup {"offset":2}"#])
            let (strange, _) = try LeashctlFixtures.transcript(["backup", path]) { _, _ in [.result("{}")] }
            #expect(strange.status == 3)
            #expect(try names(in: directory) == [])
        }
    }

    @Test func `a copy that is killed half way leaves no file`() throws {
        try withTemporaryDirectory { directory in
            let daemon = FakeDaemon(path: directory + "/control.sock") { method, parameters in
                if method == "daemon_backup" { return [.result(#"{"bytes":4}"#)] }
                return parameters["offset"]?.integer == 0 ? [.result(#"{"data":"0x0102"}"#)] : []
            }
            defer { daemon.stop() }
            let path = directory + "/leashd.db"
            let running = try LeashctlProcess.start(["backup", path], socket: daemon.path)
            #expect(eventually { daemon.asked.last == #"daemon_readBackup {"offset":2}"# })
            running.stop()
            // Where the file system knows no file without a name, it has one until it is whole.
            let isUnnamed = (try? FileDescriptor(unnamedIn: directory, mode: 0o600)) != nil
            let draft = "leashd.db.\(running.process.processIdentifier).draft"
            #expect(try names(in: directory) == ["control.sock"] + (isUnnamed ? [] : [draft]))
        }
    }

    @Test func `where files must have names, the copy has another one until it is whole`() throws {
        try withTemporaryDirectory { directory in
            let (path, draft) = (directory + "/leashd.db", directory + "/draft")
            var file: BackupFile? = try BackupFile(path, draft: draft)
            try file?.append([1, 2])
            #expect(try names(in: directory) == ["draft"])
            try file?.finish()
            #expect(try names(in: directory) == ["leashd.db"] && File.read(path, limit: 2) == [1, 2])
            file = try BackupFile(path, draft: draft)
            #expect(throws: SystemError(.exists, action: "put the backup in place as", path: path)) {
                try file?.finish()
            }
            file = nil
            #expect(try names(in: directory) == ["leashd.db"] && File.read(path, limit: 2) == [1, 2])
        }
    }

    @Test func `a copy that cannot be begun under another name is told by its own`() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/leashd.db"
            #expect(throws: SystemError(.notFound, action: "write the backup to", path: path)) {
                try BackupFile(path, draft: directory + "/missing/draft")
            }
            try File.write([1], to: directory + "/draft", mode: 0o600)
            #expect(throws: SystemError(.exists, action: "create", path: directory + "/draft")) {
                try BackupFile(path, draft: directory + "/draft")
            }
        }
    }
}
