import Crypto
import Descriptors
import SessionKeys

/// SHA-256, by which contents are compared.
enum ContentHash {
    static func digest(of content: [UInt8]) -> ContentDigest {
        contentDigest(SHA256.hash(data: content))
    }

    /// The digest of a file that is too large to be held.
    static func digest(of file: UnnamedFile) throws(SystemError) -> ContentDigest {
        var hash = SHA256()
        var offset: Int64 = 0
        while true {
            let part = try file.read(at: offset, limit: 1 << 20)
            guard !part.isEmpty else { break }
            hash.update(data: part)
            offset += Int64(part.count)
        }
        return contentDigest(hash.finalize())
    }

    private static func contentDigest(_ digest: SHA256.Digest) -> ContentDigest {
        // The digest is 32 bytes, and the buffer does not leave the body; any bytes make a number.
        ContentDigest(
            unsafe digest.withUnsafeBytes { bytes in
                unsafe Amount(
                    high: UInt128(bigEndian: bytes.loadUnaligned(as: UInt128.self)),
                    low: UInt128(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt128.self)))
            })
    }
}
