import ControlProtocol
import Descriptors
import Glibc
import TestSupport
import Testing

/// Stores that are not the one that ran last.
struct DaemonRestoreTests {
    /// Starts refused with 78 and the words that help, and then once accepted; afterwards everything is as usual.
    private func expectRefusal(of daemon: DaemonProcess, saying words: String) throws {
        let before = daemon.log.utf8.count
        #expect(try daemon.run() == .exited(78))
        let said = String(decoding: daemon.log.utf8.dropFirst(before), as: UTF8.self)
        #expect(said.contains(words), "\(said)")
        #expect(said.contains("leashd --accept-restored-store --state-directory \(daemon.state)"))
        #expect(try daemon.run() == .exited(78))
        #expect(try daemon.acceptStore() == .exited(0))
        #expect(daemon.output.contains("is accepted as it is"))
        try daemon.start()
        #expect(acceptances(in: daemon) == 1)
        try daemon.restart()
        _ = try daemon.end(by: SIGKILL)
        try daemon.start()
        #expect(acceptances(in: daemon) == 1)
    }

    private func acceptances(in daemon: DaemonProcess) -> Int {
        daemon.log.split(separator: "\n").count { $0.contains("was accepted by an administrator") }
    }

    @Test func `a backup that is put back is recognised, also where nothing happened since`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            _ = try client.createSession()
            _ = try client.backUp()
            let bytes = try client.readBackup()
            try daemon.stop()
            try daemon.replaceStore(with: bytes)
            try expectRefusal(of: daemon, saying: "is not the store that ran here last")
            #expect(try daemon.connect().lastEvent() == 1)
        }
    }

    @Test func `the file of an earlier stop that is put back is recognised`() throws {
        try withDaemon { daemon in
            try daemon.stop()
            let bytes = try File.read(daemon.store, limit: 1 << 24)
            try daemon.start()
            _ = try daemon.connect().createSession()
            try daemon.stop()
            try daemon.replaceStore(with: bytes)
            try expectRefusal(of: daemon, saying: "its newest event is 0, and the one known here had come to event 1")
        }
    }

    @Test func `a store that is gone is not begun anew by itself`() throws {
        try withDaemon { daemon in
            _ = try daemon.connect().createSession()
            try daemon.stop()
            try daemon.replaceStore(with: nil)
            try expectRefusal(of: daemon, saying: "is gone")
        }
    }

    @Test func `a store without what the directory knew of it is refused`() throws {
        try withDaemon { daemon in
            try daemon.stop()
            try File.remove(daemon.state + "/high-water")
            try expectRefusal(of: daemon, saying: "has run before, but not here")
            try daemon.stop()
            try File.write(Array("nonsense".utf8), to: daemon.state + "/high-water", mode: 0o600)
            #expect(try daemon.run() == .exited(78))
            #expect(daemon.records("high-water is damaged"))
        }
    }

    @Test func `a store that lost its log is refused`() throws {
        try withDaemon { daemon in
            _ = try daemon.connect().createSession()
            _ = try daemon.end(by: SIGKILL)
            try File.remove(daemon.store + "-wal")
            #expect(try daemon.run() == .exited(78))
            #expect(daemon.records("--accept-restored-store"))
        }
    }

    @Test func `a store whose log is damaged in the middle is refused, and both are left as they are`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            for _ in 0..<8 { _ = try client.createSession() }
            _ = try daemon.end(by: SIGKILL)
            let log = daemon.store + "-wal"
            let store = try File.read(daemon.store, limit: 1 << 24)
            var frames = try File.read(log, limit: 1 << 24)
            // In one of the last frames: SQLite takes it for the log's end, and would forget what comes after it.
            // Behind the log its file has room.
            let (header, frame) = (32, 4096 + 24)
            let last = try (#require(frames.lastIndex { $0 != 0 }) - header) / frame
            frames[header + (last - 2) * frame] ^= 1
            try File.write(frames, to: log, mode: 0o600)
            #expect(try daemon.run() == .exited(78))
            #expect(daemon.records("and it had come to event 8 at least (is its log leash.db-wal damaged"))
            #expect(try File.read(log, limit: 1 << 24) == frames)
            #expect(try File.read(daemon.store, limit: 1 << 24) == store)
            try expectRefusal(of: daemon, saying: "has lost what it held")
        }
    }

    @Test func `there is nothing to accept about the store that ran last, nor while it runs`() throws {
        try withDaemon { daemon in
            let other = try DaemonProcess(in: daemon.directory + "/run", configuration: "")
            let arguments = ["--state-directory", daemon.state, "--accept-restored-store"]
            #expect(try other.run(arguments) == .exited(75))
            try daemon.stop()
            #expect(try daemon.acceptStore() == .exited(0))
            #expect(daemon.output.contains("nothing was done"))
            try daemon.start()
            #expect(acceptances(in: daemon) == 0)
        }
    }

    @Test func `where no store has ever run there is none to accept`() throws {
        try withDaemonAtRest { daemon throws in
            try Directory.create(daemon.state, mode: 0o700)
            #expect(try daemon.acceptStore() == .exited(64))
            #expect(daemon.output.isEmpty && daemon.records("nothing was done"), "\(daemon.log)")
            try daemon.start()
        }
    }

    @Test func `a crash at any moment of a start locks nobody out`() throws {
        var random = SeededGenerator(for: "crashes at the start")
        let begin = SystemClock.monotonicMicroseconds()
        try withDaemon { _ in }
        let startAndStop = UInt32(SystemClock.monotonicMicroseconds() - begin)
        try withDaemonAtRest { daemon throws in
            for _ in 0..<40 {
                let process = try daemon.launch()
                usleep(.random(in: 0..<startAndStop, using: &random))
                process.send(SIGKILL)
                _ = process.wait()
            }
            try daemon.start()
            _ = try daemon.connect().createSession()
            try daemon.restart()
            #expect(try daemon.connect().lastEvent() == 1)
        }
    }
}
