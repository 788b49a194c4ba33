import Descriptors
import Glibc
import TestSupport
import Testing

@testable import Service

struct ConfigurationFilesTests {
    /// What is said of files that have faults.
    private func faults(at path: String) -> String? {
        let error = #expect(throws: StartError.self) {
            try ConfigurationFiles(named: path, environmentDirectory: nil).read()
        }
        #expect(error?.status == .configuration)
        return error?.description
    }

    @Test func `a file that is too large is one fault among those of all files`() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/leashd.conf"
            try Directory.create(path + ".d", mode: 0o700)
            let comment = [UInt8](repeating: UInt8(ascii: "#"), count: ConfigurationFile.sizeLimit + 1)
            try File.write(comment, to: path, mode: 0o600)
            try File.write(Array("[Limits]\nBatchLimit=0\n".utf8), to: path + ".d/10.conf", mode: 0o600)
            #expect(
                faults(at: path) == """
                    \(path): the file is larger than 64K; it was not read
                    \(path).d/10.conf:2: [Limits] BatchLimit=0: out of range (1 to 65536)
                    """)
        }
    }

    @Test func `a file that cannot be read is one fault among those of all files`() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/leashd.conf"
            try Directory.create(path + ".d", mode: 0o700)
            try Directory.create(path + ".d/40.conf", mode: 0o700)
            try File.write(Array("[Limits]\nBatchLimit=0\n".utf8), to: path + ".d/50.conf", mode: 0o600)
            #expect(
                faults(at: path) == """
                    \(path): the file cannot be read: No such file or directory (ENOENT)
                    \(path).d/40.conf: the file cannot be read: Is a directory (EISDIR)
                    \(path).d/50.conf:2: [Limits] BatchLimit=0: out of range (1 to 65536)
                    """)
        }
    }

    @Test func `a directory of drop-ins that is none is one fault among those of all files`() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/leashd.conf"
            try File.write(Array("[Limits]\nBatchLimit=0\n".utf8), to: path, mode: 0o600)
            try File.write([], to: path + ".d", mode: 0o600)
            #expect(
                faults(at: path) == """
                    \(path):2: [Limits] BatchLimit=0: out of range (1 to 65536)
                    \(path).d: the directory of drop-ins cannot be read: Not a directory (ENOTDIR)
                    """)
        }
    }

    @Test func `a pipe is no file, and nobody is waited for who might write into it`() throws {
        withTemporaryDirectory { directory in
            let path = directory + "/leashd.conf"
            #expect(unsafe mkfifo(path, 0o600) == 0)
            #expect(faults(at: path) == "\(path): a pipe, of which a reload would find nothing: a file is wanted")
        }
    }
}
