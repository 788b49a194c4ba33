internal import Crypto
internal import SessionKeys

/// Where a key stands in the index: 64 bits of a SHA-256, so that nobody can crowd one place with keys of their own.
enum KeyHash {
    static func hash(of key: OperationKey, in session: Int64) -> Int64 {
        var content: [UInt8] = []
        content.reserveCapacity(9 + 32)
        unsafe withUnsafeBytes(of: session.bigEndian) { unsafe content.append(contentsOf: $0) }
        if let name = key.name {
            content.append(1)
            content.append(contentsOf: name.utf8)
        } else {
            content.append(0)
            content.append(contentsOf: key.content.bytes)
        }
        return unsafe SHA256.hash(data: content).withUnsafeBytes {
            Int64(bigEndian: unsafe $0.loadUnaligned(as: Int64.self))
        }
    }
}
