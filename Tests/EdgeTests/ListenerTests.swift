import Descriptors
import Glibc
import Testing
import UnixSocket
import TestSupport

@Suite struct ListenerTests {
    @Test func `who connects is accepted, with credentials`() throws {
        try withTemporaryDirectory { directory in
            let listener = try Listener(path: "\(directory)/s", mode: 0o600)
            #expect(try listener.accept() == nil)
            let client = try Stream.connect(path: "\(directory)/s")
            let server = try #require(try listener.accept())
            let own = PeerCredentials(uid: geteuid(), gid: getegid(), pid: getpid())
            #expect(try server.peerCredentials() == own)
            #expect(try client.peerCredentials() == own)
            #expect(try listener.accept() == nil)
            #expect(server.receiveOnce() == .wouldBlock)
        }
    }

    @Test func `mode and group are those that were asked for`() throws {
        try withTemporaryDirectory { directory in
            let listener = try Listener(path: "\(directory)/s", mode: 0o620, group: getegid())
            let status = try status(of: "\(directory)/s")
            #expect(status.st_mode & 0o7777 == 0o620)
            #expect(status.st_gid == getegid())
            withExtendedLifetime(listener) {}
        }
    }

    @Test func `what a dead listener left is replaced`() throws {
        try withTemporaryDirectory { directory in
            try leaveStaleSocket(at: "\(directory)/s")
            let listener = try Listener(path: "\(directory)/s", mode: 0o600)
            _ = try Stream.connect(path: "\(directory)/s")
            #expect(try listener.accept() != nil)
        }
    }

    @Test func `a living listener is not disturbed`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/s"
            let living = try Listener(path: path, mode: 0o600)
            let error = try #require(throws: SocketError.self) { try Listener(path: path, mode: 0o600) }
            #expect(error == .somebodyListens(path))
            #expect(error.description == "another process listens on \(path)")
            _ = try Stream.connect(path: path)
            #expect(try living.accept() != nil)
        }
    }

    @Test func `a living listener that accepts nobody is not taken for dead`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/s"
            let (living, waiting) = try fullListener(at: path)
            #expect(throws: SocketError.somebodyListens(path)) { try Listener(path: path, mode: 0o600) }
            withExtendedLifetime((living, waiting)) {}
        }
    }

    @Test func `a file that is no socket stays`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/s"
            try File.write([1], to: path, mode: 0o600)
            #expect(throws: SocketError.notSocket(path)) { try Listener(path: path, mode: 0o600) }
            #expect(try File.read(path, limit: 1) == [1])
        }
    }

    @Test func `a path of 107 bytes is the longest`() throws {
        try withTemporaryDirectory { directory in
            let longest = "\(directory)/" + String(repeating: "s", count: 106 - directory.utf8.count)
            let listener = try Listener(path: longest, mode: 0o600)
            _ = try Stream.connect(path: longest)
            #expect(try listener.accept() != nil)
            let error = try #require(throws: SocketError.self) { try Listener(path: longest + "s", mode: 0o600) }
            #expect(error == .pathTooLong(longest + "s", bytes: 108))
            #expect(error.description.hasSuffix("has 108 bytes: a socket path holds at most 107"))
        }
    }

    @Test(arguments: ["", "a\0b"])
    func `a path that the kernel would read differently is refused`(path: String) {
        #expect(throws: SocketError.pathInvalid(path)) { try Listener(path: path, mode: 0o600) }
        #expect(throws: SocketError.pathInvalid(path)) { try Stream.connect(path: path) }
    }

    @Test func `a directory that is missing is named`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/missing/s"
            let error = try #require(throws: SocketError.self) { try Listener(path: path, mode: 0o600) }
            #expect(error.description == "cannot bind a socket to \(path): No such file or directory (ENOENT)")
        }
    }

    @Test func `the file goes with its listener`() throws {
        try withTemporaryDirectory { directory in
            let listener = try Listener(path: "\(directory)/s", mode: 0o600)
            #expect(try Directory.names(in: directory) == ["s"])
            listener.close()
            #expect(try Directory.names(in: directory) == [])
            do { _ = try Listener(path: "\(directory)/s", mode: 0o600) }
            #expect(try Directory.names(in: directory) == [])
        }
    }

    @Test func `a successor's file stays`() throws {
        try withTemporaryDirectory { directory in
            let old = try Listener(path: "\(directory)/s", mode: 0o600)
            try File.remove("\(directory)/s")
            let new = try Listener(path: "\(directory)/s", mode: 0o600)
            old.close()
            _ = try Stream.connect(path: "\(directory)/s")
            #expect(try new.accept() != nil)
        }
    }

    @Test func `a listening socket from elsewhere is adopted, and its file stays`() throws {
        try withTemporaryDirectory { directory in
            let raw = try rawListener(at: "\(directory)/s", backlog: 5)
            #expect(fcntl(raw.number, F_SETFD, 0) == 0)
            let listener = try Listener(adopting: raw)
            #expect(listener.path == "\(directory)/s")
            #expect(try listener.accept() == nil)
            _ = try Stream.connect(path: "\(directory)/s")
            #expect(try listener.accept() != nil)
            #expect(fcntl(listener.descriptor.number, F_GETFD) == FD_CLOEXEC)
            listener.close()
            #expect(try Directory.names(in: directory) == ["s"])
        }
    }

    @Test func `what does not listen is not adopted`() throws {
        let (near, _) = try socketPair()
        let internet = FileDescriptor(adopting: socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
        let datagrams = FileDescriptor(adopting: socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0))
        let file = try FileDescriptor(opening: "/dev/null", flags: O_RDONLY)
        for descriptor in [near.descriptor, internet, datagrams, file] {
            #expect(throws: SocketError.notListener(descriptor.number)) { try Listener(adopting: descriptor) }
        }
    }

    @Test func `a listener without a file has no path`() throws {
        let nameless = FileDescriptor(adopting: socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0))
        // An address of the family alone: the kernel chooses a name.
        var family = sa_family_t(AF_UNIX)
        let bound = unsafe withUnsafeMutablePointer(to: &family) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(nameless.number, $0, socklen_t(MemoryLayout<sa_family_t>.size))
            }
        }
        try #require(bound == 0 && listen(nameless.number, 1) == 0)
        #expect(try Listener(adopting: nameless).path == nil)
    }

    @Test func `having no descriptors left is told apart`() async {
        await #expect(processExitsWith: .success) {
            try withTemporaryDirectory { directory in
                let listener = try Listener(path: "\(directory)/s", mode: 0o600)
                let client = try Stream.connect(path: "\(directory)/s")
                var limit = rlimit(rlim_cur: 0, rlim_max: 0)
                unsafe _ = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                let usual = limit.rlim_cur
                limit.rlim_cur = 0
                unsafe _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                let error = #expect(throws: SocketError.self) { try listener.accept() }
                limit.rlim_cur = usual
                unsafe _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                #expect(error == .exhausted(SystemError(ErrorNumber(EMFILE), action: "accept a connection")))
                #expect(try listener.accept() != nil)
                withExtendedLifetime(client) {}
            }
        }
    }

    private func status(of path: String) throws -> stat {
        var status = stat()
        try SystemCall.perform("look at", path: path) { unsafe lstat(path, &status) }
        return status
    }
}
