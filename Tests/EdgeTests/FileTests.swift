import Descriptors
import Glibc
import Testing
import UnixSocket
import TestSupport

@Suite struct FileTests {
    @Test func `a file comes back as it was written`() throws {
        try withTemporaryDirectory { directory in
            let contents = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
            try File.write(contents, to: "\(directory)/f", mode: 0o640)
            #expect(try File.read("\(directory)/f", limit: contents.count) == contents)
            try File.write([], to: "\(directory)/f", mode: 0o640)
            #expect(try File.read("\(directory)/f", limit: 0) == [])
            #expect(try Directory.names(in: directory) == ["f"])
        }
    }

    @Test func `a write that fails leaves nothing behind`() throws {
        try withTemporaryDirectory { directory in
            try Directory.create("\(directory)/d", mode: 0o700)
            #expect(throws: SystemError.self) { try File.write([1], to: "\(directory)/d", mode: 0o600) }
            #expect(try Directory.names(in: directory) == ["d"])
        }
    }

    @Test func `a file over the limit is refused`() throws {
        try withTemporaryDirectory { directory in
            try File.write([1, 2, 3], to: "\(directory)/f", mode: 0o600)
            #expect(throws: SystemError(.tooLarge, action: "read", path: "\(directory)/f")) {
                try File.read("\(directory)/f", limit: 2)
            }
            #expect(throws: SystemError.self) { try File.read("/dev/zero", limit: 100_000) }
        }
    }

    @Test func `a file that is missing is named`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/missing"
            let error = try #require(throws: SystemError.self) { try File.read(path, limit: 10) }
            #expect(error.description == "cannot open \(path): No such file or directory (ENOENT)")
        }
    }

    @Test func `a file is removed, and one that is gone is no error`() throws {
        try withTemporaryDirectory { directory in
            try File.write([1], to: "\(directory)/f", mode: 0o600)
            try File.remove("\(directory)/f")
            try File.remove("\(directory)/f")
            #expect(try Directory.names(in: directory) == [])
            #expect(throws: SystemError.self) { try File.remove(directory) }
        }
    }

    @Test func `directories are made with those they stand in`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/a/b/c/"
            try Directory.create(path, mode: 0o700)
            try Directory.create(path, mode: 0o755)
            var status = stat()
            #expect(unsafe stat(path, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o700)
            try Directory.sync(path)
            #expect(try Directory.names(in: path) == [])
        }
    }

    @Test func `a file in the way of a directory is an error`() throws {
        try withTemporaryDirectory { directory in
            try File.write([], to: "\(directory)/f", mode: 0o600)
            for path in ["\(directory)/f", "\(directory)/f/g"] {
                let error = try #require(throws: SystemError.self) { try Directory.create(path, mode: 0o700) }
                #expect(error.number == ErrorNumber(ENOTDIR))
            }
            #expect(throws: SystemError.self) { try Directory.names(in: "\(directory)/f") }
        }
    }

    @Test func `names are sorted by their bytes`() throws {
        try withTemporaryDirectory { directory in
            for name in ["b", "a", "B", "é", "10-x.conf", "9-x.conf"] {
                try File.write([], to: "\(directory)/\(name)", mode: 0o600)
            }
            #expect(try Directory.names(in: directory) == ["10-x.conf", "9-x.conf", "B", "a", "b", "é"])
        }
    }

    @Test(arguments: [("/a/b", "/a"), ("/a/b//", "/a"), ("/a", "/"), ("/", "/"), ("a", "."), ("a/b", "a"), ("", ".")])
    func `a path has the parent that dirname tells`(path: String, parent: String) {
        #expect(Directory.parent(of: path) == parent)
    }

    @Test func `a descriptor closes with its owner`() throws {
        let near = try {
            let (near, far) = try socketPair()
            #expect(far.send([1]) == .sent(1))
            #expect(near.received() == [1])
            return near
        }()
        #expect(eventually { near.receiveOnce() == .closed })
    }

    @Test func `a closed descriptor is not used by mistake`() throws {
        let (near, _) = try socketPair()
        near.close()
        near.close()
        #expect(near.descriptor.number == -1)
        #expect(near.receiveOnce() == .failed(SystemError(ErrorNumber(EBADF), action: "receive")))
    }
}
