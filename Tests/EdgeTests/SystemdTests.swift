import Descriptors
import Glibc
import Systemd
import Testing
import UnixSocket
import TestSupport

/// The environment belongs to the whole process, so each test that changes it runs in a process of its own.
@Suite struct SystemdTests {
    @Test func `the supervisor is told one datagram for each change`() async {
        await #expect(processExitsWith: .success) {
            try withTemporaryDirectory { directory in
                let supervisor = try rawSocket(SOCK_DGRAM, at: "\(directory)/notify")
                environment("NOTIFY_SOCKET", "\(directory)/notify")
                let notifier = Notifier()
                #expect(notifier.ready(status: "3 sessions"))
                #expect(notifier.status("first\nREADY=0"))
                notifier.reloading(monotonicMicroseconds: 123_456_789)
                #expect(notifier.watchdog())
                #expect(notifier.watchdog(givingUpAfter: .seconds(90)))
                notifier.stopping()
                #expect(try datagram(from: supervisor) == "READY=1\nSTATUS=3 sessions")
                #expect(try datagram(from: supervisor) == "STATUS=first READY=0")
                #expect(try datagram(from: supervisor) == "RELOADING=1\nMONOTONIC_USEC=123456789")
                #expect(try datagram(from: supervisor) == "WATCHDOG=1")
                #expect(try datagram(from: supervisor) == "WATCHDOG_USEC=90000000\nWATCHDOG=1")
                #expect(try datagram(from: supervisor) == "STOPPING=1")
                #expect(recv(supervisor.number, nil, 0, Int32(MSG_DONTWAIT)) == -1)
            }
        }
    }

    @Test func `without a supervisor nothing is told and nothing fails`() async {
        await #expect(processExitsWith: .success) {
            environment("NOTIFY_SOCKET", nil)
            #expect(Notifier().ready(status: "alone"))
            environment("WATCHDOG_USEC", nil)
            #expect(Notifier().watchdogInterval == nil)
            environment("NOTIFY_SOCKET", "/nonexistent/notify")
            Notifier().stopping()
        }
    }

    @Test func `the watchdog is fed twice within its time`() async {
        await #expect(processExitsWith: .success) {
            environment("WATCHDOG_USEC", "20000000")
            environment("WATCHDOG_PID", nil)
            #expect(Notifier().watchdogInterval == .seconds(10))
            environment("WATCHDOG_PID", "1")
            #expect(Notifier().watchdogInterval == nil)
        }
    }

    @Test func `passed descriptors are taken once, with their names`() async {
        await #expect(processExitsWith: .success) {
            let inUse = try withTemporaryDirectory { directory in
                let raw = try rawListener(at: "\(directory)/spend.sock", backlog: 1)
                let number = raw.number
                let passed = try pass(through: number)
                #expect(passed.count == Int(number) - 2)
                #expect(passed.last?.name == "spend")
                #expect(passed.dropLast().allSatisfy { $0.name == "other" })
                #expect(unsafe getenv("LISTEN_FDS") == nil)
                #expect(try Activation.takeDescriptors().isEmpty)
                let listener = try Listener(adopting: try #require(passed.last).descriptor)
                _ = try Stream.connect(path: "\(directory)/spend.sock")
                #expect(try listener.accept() != nil)
                return (raw, passed, listener)
            }
            // One has two owners now, and some of the others are the test runner's: end before any is closed.
            withExtendedLifetime(inUse) { exit(EXIT_SUCCESS) }
        }
    }

    @Test func `descriptors for another process are not taken`() async {
        await #expect(processExitsWith: .success) {
            environment("LISTEN_PID", "1")
            environment("LISTEN_FDS", "1")
            let passed = try Activation.takeDescriptors()
            #expect(passed.isEmpty)
        }
    }

    @Test func `the journal is recognized by what standard error is now`() async {
        await #expect(processExitsWith: .success) {
            environment("JOURNAL_STREAM", nil)
            #expect(!Journal.isStandardError)
            var status = stat()
            unsafe _ = fstat(STDERR_FILENO, &status)
            environment("JOURNAL_STREAM", "\(status.st_dev):\(status.st_ino)")
            #expect(Journal.isStandardError)
            environment("JOURNAL_STREAM", "\(status.st_dev):\(status.st_ino + 1)")
            #expect(!Journal.isStandardError)
            environment("JOURNAL_STREAM", "nonsense")
            #expect(!Journal.isStandardError)
        }
    }

    @Test func `a record is one datagram, whatever its values are`() throws {
        try withTemporaryDirectory { directory in
            let journald = try rawSocket(SOCK_DGRAM, at: "\(directory)/journal")
            let journal = try Journal(path: "\(directory)/journal")
            #expect(journal.send(fields: [("MESSAGE", "two\nlines"), ("PRIORITY", "6")]))
            let length = "\u{9}" + String(repeating: "\0", count: 7)
            #expect(try datagram(from: journald) == "MESSAGE\n\(length)two\nlines\nPRIORITY=6\n")
        }
    }

    @Test func `a journal that nobody reads, or that there is not, takes nothing and holds nobody up`() throws {
        try withTemporaryDirectory { directory in
            let journald = try rawSocket(SOCK_DGRAM, at: "\(directory)/journal")
            let journal = try Journal(path: "\(directory)/journal")
            var taken = 0
            while journal.send(fields: [("MESSAGE", "\(taken)")]) { taken += 1 }
            #expect(try taken > 0 && datagram(from: journald) == "MESSAGE=0\n")
            #expect(journal.send(fields: [("MESSAGE", "again")]))
            #expect(try !Journal(path: "\(directory)/none").send(fields: [("MESSAGE", "nowhere")]))
        }
    }

    @Test func `a supervisor that reads nothing holds nobody up, and what has to be told again is known`() async {
        await #expect(processExitsWith: .success) {
            try withTemporaryDirectory { directory in
                let supervisor = try rawSocket(SOCK_DGRAM, at: "\(directory)/notify")
                environment("NOTIFY_SOCKET", "\(directory)/notify")
                let notifier = Notifier()
                while notifier.status("busy") {}
                #expect(!notifier.watchdog())
                #expect(!notifier.ready(status: "3 sessions"))
                _ = try datagram(from: supervisor)
                #expect(notifier.ready(status: "3 sessions"))
            }
        }
    }
}

/// Sets a variable of this process, or removes it.
private func environment(_ name: String, _ value: String?) {
    if let value {
        unsafe _ = setenv(name, value, 1)
    } else {
        unsafe _ = unsetenv(name)
    }
}

/// The next datagram, as text.
private func datagram(from socket: FileDescriptor) throws -> String {
    var buffer = [UInt8](repeating: 0, count: 1024)
    let count = try SystemCall.transfer("receive") {
        unsafe recv(socket.number, &buffer, buffer.count, Int32(MSG_DONTWAIT))
    }
    return String(decoding: buffer[..<count], as: UTF8.self)
}

/// Passes all descriptors up to a number, the last one as `spend`. The test runner's own are among them, and it may
/// close one meanwhile: such a number is given to another file, and all is passed again.
private func pass(through number: CInt) throws -> [PassedDescriptor] {
    var attempts = 100
    while true {
        for other in 3..<number where fcntl(other, F_GETFD) == -1 { _ = dup2(number, other) }
        environment("LISTEN_PID", "\(getpid())")
        environment("LISTEN_FDS", "\(number - 2)")
        environment("LISTEN_FDNAMES", String(repeating: "other:", count: Int(number) - 3) + "spend")
        do {
            return try Activation.takeDescriptors()
        } catch {
            guard error.number == ErrorNumber(EBADF), attempts > 0 else { throw error }
            attempts -= 1
        }
    }
}
