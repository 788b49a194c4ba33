package import SessionKeys

extension ContentDigest {
    /// A digest that tells test contents apart: four lanes of FNV-1a with an offset each. No cryptography is meant.
    package static func make(_ content: [UInt8]) -> ContentDigest {
        var bytes: [UInt8] = []
        for lane in UInt64(0)..<4 {
            var hash = 0xcbf2_9ce4_8422_2325 ^ (lane &* 0x9E37_79B9_7F4A_7C15)
            for byte in content { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
            hash.appendBigEndian(to: &bytes)
        }
        guard let digest = ContentDigest(bytes: bytes) else { preconditionFailure("four lanes are 32 bytes") }
        return digest
    }
}
