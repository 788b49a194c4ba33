import SessionKeys
import Testing

/// Digits are read sixteen, eight and one or two at a time; what they say does not depend on it.
@Suite("Hex digits") struct HexTests {
    private static let digits = Array("0123456789abcdefABCDEF".utf8)

    @Test(arguments: 0...40)
    func `say the bytes that they spell, however many they are`(_ count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: 0x1f &+ $0 &* 0x53) }
        let text = Hex.text(bytes)
        #expect(Hex.bytes(of: text.utf8Span.span) == bytes)
        #expect(Hex.bytes(of: ("0x" + text.dropFirst(2).uppercased()).utf8Span.span) == bytes)
    }

    @Test(arguments: [2, 8, 14, 16, 18, 24, 32, 46])
    func `are told from every other byte at every place`(_ count: Int) {
        let whole = Array("0x".utf8) + (0..<count).map { Self.digits[$0 % Self.digits.count] }
        for place in 2..<whole.count {
            for byte in UInt8.min ... .max {
                var text = whole
                text[place] = byte
                #expect((Hex.bytes(of: text.span) != nil) == Self.digits.contains(byte), "\(byte) at \(place)")
            }
        }
    }
}
