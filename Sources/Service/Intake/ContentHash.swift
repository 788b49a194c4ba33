internal import Crypto
internal import SessionKeys

/// SHA-256, by which contents are compared.
enum ContentHash {
    static func digest(of content: [UInt8]) -> ContentDigest {
        guard let digest = ContentDigest(bytes: Array(SHA256.hash(data: content))) else {
            preconditionFailure("SHA-256 gives 32 bytes")
        }
        return digest
    }
}
