import Testing

@testable import LedgerSQLite

@Suite("SipHash") struct SipHashTests {
    /// The secret and the hashes of the reference implementation's test vectors: the bytes 0, 1, 2 and so on.
    private static let secret = KeyHashSecret(high: 0x0f0e_0d0c_0b0a_0908, low: 0x0706_0504_0302_0100)

    @Test(
        arguments: [
            (0, 0x726f_db47_dd0e_0e31), (1, 0x74f8_39c5_93dc_67fd), (7, 0xab02_00f5_8b01_d137),
            (8, 0x93f5_f579_9a93_2462),
            (15, 0xa129_ca61_49be_45e5),
        ] as [(UInt8, UInt64)])
    func `gives what its authors published`(count: UInt8, expected: UInt64) {
        var hash = SipHash(Self.secret)
        for byte in 0..<count { hash.append(byte) }
        #expect(hash.finish() == expected)
    }

    @Test(arguments: ["", "a", "1234567", "12345678", "a key of some length, ü"])
    func `is the same for a text and for its bytes`(text: String) {
        var (whole, bytes) = (SipHash(Self.secret), SipHash(Self.secret))
        for start: UInt8 in [1, 2, 3] {
            whole.append(start)
            bytes.append(start)
        }
        whole.append(text)
        for byte in text.utf8 { bytes.append(byte) }
        #expect(whole.finish() == bytes.finish())
    }

    @Test func `is the same for a word and for its bytes, wherever they begin`() {
        for start in UInt8(0)..<8 {
            var (words, bytes) = (SipHash(Self.secret), SipHash(Self.secret))
            for byte in 0..<start {
                words.append(byte)
                bytes.append(byte)
            }
            words.append(0x0807_0605_0403_0201 as UInt64)
            for byte in UInt8(1)...8 { bytes.append(byte) }
            #expect(words.finish() == bytes.finish())
        }
    }
}
