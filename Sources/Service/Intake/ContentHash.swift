internal import Crypto
internal import Descriptors
internal import SessionKeys

/// SHA-256, by which contents are compared.
enum ContentHash {
    static func digest(of content: [UInt8]) -> ContentDigest {
        contentDigest(SHA256.hash(data: content))
    }

    /// The digest of a file that is too large to be held.
    static func digest(of file: NamelessFile) throws(SystemError) -> ContentDigest {
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
        guard let digest = ContentDigest(bytes: Array(digest)) else {
            preconditionFailure("SHA-256 gives 32 bytes")
        }
        return digest
    }
}
