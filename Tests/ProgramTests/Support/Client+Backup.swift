import ControlProtocol
import Descriptors
import SessionKeys
import TestSupport
import Testing

extension Client {
    /// Asks for a backup and waits for it.
    func backUp() throws -> JSONValue { try result("daemon_backup") }

    /// Reads the backup that this connection asked for.
    func readBackup() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let data = try result("daemon_readBackup", #"{"offset":\#(bytes.count)}"#)["data"]
            let part = try #require(data?.withText(Hex.bytes(of:)))
            guard !part.isEmpty else { return bytes }
            bytes += part
        }
    }

    /// Spends so many times, in few messages.
    func spend(_ count: Int, within session: String) throws {
        let one = Wire.request("session_authorize", Wire.transfer(within: session, more: #","settle":true"#))
        for first in stride(from: 0, to: count, by: 100) {
            let batch = [String](repeating: one, count: min(100, count - first))
            try send("[\(batch.joined(separator: ","))]\n")
            for answer in try answer().elements { #expect(answer["result"] != nil) }
        }
    }
}

extension DaemonProcess {
    /// Puts another store in the place of the daemon's, as an administrator would while it is down.
    func replaceStore(with bytes: [UInt8]?) throws {
        for suffix in ["", "-wal", "-shm"] { try File.remove(store + suffix) }
        if let bytes { try File.write(bytes, to: store, mode: 0o600) }
    }

    /// What the state directory holds.
    var stateFiles: [String] { get throws { try Directory.names(in: state) } }

    /// Gives the administrator's word.
    func acceptStore() throws -> ChildProcess.End? {
        try run(["--config", configurationFile, "--state-directory", state, "--accept-restored-store"])
    }
}
