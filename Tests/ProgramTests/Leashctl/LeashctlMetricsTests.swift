import ControlProtocol
import Descriptors
import Foundation
import Glibc
import TestSupport
import Testing

/// `leashctl metrics`, against a real daemon and against none.
struct LeashctlMetricsTests {
    @Test func `every line is of the form that both formats share`() throws {
        try withDaemon { daemon in
            let session = try daemon.connect().createSession()
            try daemon.connect().authorize(within: session)
            let run = try LeashctlProcess(["metrics"], socket: daemon.path(of: .control))
            #expect(run.status == 0, "\(run.complaints)")
            let sample = /leashd_[a-z_]+(\{[a-z]+="[^"\\]*"\})? -?[0-9]+([.][0-9]+)?(e[+-]?[0-9]+)?/
            let comment = /# (HELP|TYPE|UNIT) leashd_[a-z_]+ .+/
            let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.suffix(2) == ["# EOF", ""])
            for line in lines.dropLast(2) {
                #expect(line.wholeMatch(of: sample) != nil || line.wholeMatch(of: comment) != nil, "\(line)")
            }
            #expect(lines.contains("leashd_up 1") && lines.contains("leashd_authorizations_total 1"))
            #expect(lines.contains(#"leashd_authorize_duration_seconds_bucket{le="+Inf"} 1"#))
            let types = lines.filter { $0.hasPrefix("# TYPE ") }
            #expect(!types.contains { $0.contains("_total ") })
            #expect(Set(types).count == types.count)
        }
    }

    @Test func `a file is replaced in one step, readable by others`() throws {
        try withDaemon { daemon in
            let path = daemon.directory + "/leashd.prom"
            try Data("old".utf8).write(to: URL(fileURLWithPath: path))
            let old = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            let run = try LeashctlProcess(["metrics", "--output", path], socket: daemon.path(of: .control))
            #expect(run.status == 0 && run.output.isEmpty, "\(run.complaints)")
            #expect(try String(contentsOfFile: path, encoding: .utf8).contains("leashd_up 1\n"))
            #expect(try old.readToEnd() == Data("old".utf8))
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect((attributes[.posixPermissions] as? Int ?? 0) & 0o444 == 0o444)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: daemon.directory).filter {
                    $0.hasPrefix("leashd.prom")
                } == ["leashd.prom"])
        }
    }

    @Test(arguments: [S_IFIFO, S_IFLNK, S_IFDIR, S_IFSOCK])
    func `what is no file is left as it is`(kind: mode_t) throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/leashd.prom"
            try Data("old".utf8).write(to: URL(fileURLWithPath: directory + "/file"))
            switch kind {
            case S_IFLNK: try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "file")
            case S_IFDIR: try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            default: try SystemCall.perform("make") { unsafe mknod(path, kind | 0o600, 0) }
            }
            let run = try LeashctlProcess(["metrics", "--output", path], socket: directory + "/control.sock")
            #expect(run.status == 2 && run.output.isEmpty)
            let words = kind == S_IFLNK ? "a symbolic link" : "no file"
            #expect(
                run.complaints
                    == "leashctl: \(path) is \(words): --output replaces a file; leave it out to print\n")
            var status = stat()
            try SystemCall.perform("look at", path: path) { unsafe lstat(path, &status) }
            #expect(status.st_mode & S_IFMT == kind)
            #expect(try Directory.names(in: directory).sorted() == ["file", "leashd.prom"])
            #expect(try String(contentsOfFile: directory + "/file", encoding: .utf8) == "old")
        }
    }

    @Test func `where nobody answers, the file says so`() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/leashd.prom"
            let run = try LeashctlProcess(["metrics", "--output", path], socket: directory + "/control.sock")
            #expect(run.status == 3)
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            #expect(lines.filter { !$0.hasPrefix("#") } == ["leashd_up 0"])
            let plain = try LeashctlProcess(["metrics"], socket: directory + "/control.sock")
            #expect(plain.status == 3 && plain.output.isEmpty)
        }
    }

    @Test func `what an earlier run left of a draft does not hide the file from others`() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/leashd.prom"
            try Data("half".utf8).write(to: URL(fileURLWithPath: path + ".new"))
            try SystemCall.perform("close", path: path) { unsafe chmod(path + ".new", 0o400) }
            let run = try LeashctlProcess(["metrics", "--output", path], socket: directory + "/control.sock")
            #expect(run.status == 3 && run.complaints.contains("there is no socket"), "\(run.complaints)")
            var status = stat()
            try SystemCall.perform("look at", path: path) { unsafe lstat(path, &status) }
            #expect(status.st_mode & 0o444 == 0o444)
            #expect(try Directory.names(in: directory) == ["leashd.prom"])
        }
    }

    @Test(arguments: ["{}", "[]", "null"])
    func `where something else answers, nothing is up`(answer: String) throws {
        let (run, _) = try LeashctlFixtures.transcript(["metrics"]) { _, _ in [.result(answer)] }
        #expect(run.status == 3 && run.output.isEmpty)
    }

    @Test func `what an older daemon does not tell is left out, and labels are escaped`() throws {
        let answer = #"{"authorized":7,"status":{"version":"1\"\\x"},"commit":{"boundsUs":[10],"counts":[1]}}"#
        let (run, asked) = try LeashctlFixtures.transcript(["metrics"]) { _, _ in [.result(answer)] }
        #expect(asked == ["daemon_metrics {}"])
        let samples = run.output.split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(
            samples == ["leashd_up 1", #"leashd_build_info{version="1\"\\x"} 1"#, "leashd_authorizations_total 7"])
    }
}
