import ControlProtocol
import Descriptors
import Glibc
import TestSupport
import Testing
import UnixSocket

/// Backups of a daemon at work.
struct DaemonBackupTests {
    @Test func `what was answered before is in it, and what happens meanwhile as far as it says`() throws {
        try withDaemon { daemon in
            let (asker, spender) = (try daemon.connect(), try daemon.connect())
            let session = try spender.createSession()
            try spender.spend(3000, within: session)
            let before = try spender.lastEvent()
            try asker.send(Wire.request("daemon_backup", id: "\"b\"") + "\n")
            for _ in 0..<50 { try spender.authorize(within: session) }
            let result = try #require(try asker.answer()["result"])
            let bytes = try asker.readBackup()
            #expect(result["bytes"]?.integer == Int64(bytes.count))
            #expect(result["sessions"]?.integer == 1)
            let last = try #require(result["lastEvent"]?.integer)
            #expect((before...before + 50).contains(last))
            let events = try spender.events()

            try daemon.stop()
            try daemon.replaceStore(with: bytes)
            #expect(try daemon.acceptStore() == .exited(0))
            try daemon.start()
            let restored = try daemon.connect().events()
            #expect(restored.map(\.text) == events.prefix(Int(last)).map(\.text))
        }
    }

    @Test func `answers stay in order around a backup`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let methods = ["web3_clientVersion", "daemon_backup", "daemon_status", "daemon_readBackup"]
            let requests = methods.enumerated().map { index, method in
                Wire.request(method, method == "daemon_readBackup" ? #"{"offset":0}"# : "{}", id: "\(index)")
            }
            try client.send(requests.joined(separator: "\n") + "\n")
            for index in methods.indices {
                let answer = try client.answer()
                #expect(answer["id"]?.integer == Int64(index))
                #expect(answer["result"] != nil, "\(answer.text.prefix(200))")
            }
        }
    }

    @Test func `one backup at a time, until its connection is gone`() throws {
        try withDaemon { daemon in
            var first: Client? = try daemon.connect()
            _ = try first?.backUp()
            let second = try daemon.connect()
            #expect(try second.failure("daemon_backup").code == "backup_underway")
            #expect(try second.failure("daemon_readBackup", #"{"offset":0}"#).code == "unknown_backup")
            first = nil
            #expect(try eventually { try second.request("daemon_backup")["result"] != nil })
            #expect(try !second.readBackup().isEmpty)
            _ = try second.backUp()
        }
    }

    @Test func `a client that vanishes half way leaves nothing behind`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            try client.spend(2000, within: try client.createSession())
            for _ in 0..<5 {
                let vanishing = try daemon.connect()
                try vanishing.send(Wire.request("daemon_backup") + "\n")
                vanishing.stream.close()
            }
            #expect(try eventually { try client.request("daemon_backup")["result"] != nil })
            #expect(try eventually { try !daemon.stateFiles.contains { $0.hasPrefix("backup") } })
            try client.authorize(within: try client.createSession())
        }
    }

    @Test func `what a backup left that never ended is removed at the start`() throws {
        try withDaemon { daemon in
            try daemon.stop()
            for name in ["backup.draft", "backup.draft-journal", "backup.draft-wal"] {
                try File.write([1], to: "\(daemon.state)/\(name)", mode: 0o600)
            }
            try daemon.start()
            #expect(try !daemon.stateFiles.contains { $0.hasPrefix("backup") })
        }
    }

    @Test func `spenders get no backup, and it is no part of a batch`() throws {
        try withDaemon { daemon in
            #expect(try daemon.connect(.spend).failure("daemon_backup").code == "control_socket_only")
            let client = try daemon.connect()
            try client.send("[\(Wire.request("daemon_backup"))]\n")
            #expect(Failure(try #require(try client.answer()[0]))?.number == -32600)
            #expect(try client.failure("daemon_readBackup").path == "offset")
        }
    }

    @Test func `a backup that was asked for before the signal and not begun is refused, and leaves nothing`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            try client.result("rpc_modules")
            let process = try #require(daemon.process)
            process.send(SIGSTOP)
            // The first one may have a long answer, so that the second is taken in when the daemon ends already.
            try client.send(Wire.request("rpc_modules") + Wire.request("daemon_backup"))
            process.send(SIGTERM)
            process.send(SIGCONT)
            #expect(try client.answer()["result"] != nil)
            #expect(Failure(try client.answer())?.code == "shutting_down")
            #expect(try client.isClosed())
            #expect(process.wait() == .exited(0))
            #expect(try !daemon.stateFiles.contains { $0.hasPrefix("backup") })
        }
    }
}
