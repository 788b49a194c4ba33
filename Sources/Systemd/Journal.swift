import CSystemd
import Glibc

/// The system's journal.
package enum Journal {
    /// Whether standard error is a stream into the journal, so that records with fields can be sent there instead.
    package static var isStandardError: Bool {
        guard let told = unsafe getenv("JOURNAL_STREAM") else { return false }
        var status = stat()
        guard unsafe fstat(STDERR_FILENO, &status) == 0 else { return false }
        // The variable is inherited by everyone: it counts only where it names what standard error is now.
        return unsafe String(cString: told) == "\(status.st_dev):\(status.st_ino)"
    }

    /// Sends one record; a name is upper case, as `PRIORITY`, a value any text, newlines included.
    /// False where the journal did not take it.
    @discardableResult
    package static func send(fields: [(name: String, value: String)]) -> Bool {
        var record: [UInt8] = []
        var ends: [Int] = []
        ends.reserveCapacity(fields.count)
        for (name, value) in fields {
            record.append(contentsOf: name.utf8)
            record.append(UInt8(ascii: "="))
            record.append(contentsOf: value.utf8)
            ends.append(record.count)
        }
        return unsafe record.withUnsafeMutableBytes { unsafe send($0, ends: ends) }
    }

    private static func send(_ record: UnsafeMutableRawBufferPointer, ends: [Int]) -> Bool {
        var start = 0
        let vectors = unsafe ends.map { end in
            defer { start = end }
            return unsafe iovec(iov_base: record.baseAddress.map { unsafe $0 + start }, iov_len: end - start)
        }
        return unsafe sd_journal_sendv(vectors, Int32(vectors.count)) == 0
    }
}
