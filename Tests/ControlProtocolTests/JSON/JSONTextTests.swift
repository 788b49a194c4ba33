@testable import ControlProtocol
import Testing

/// The text of strings is looked at sixteen bytes at a time; where it ends does not depend on it.
struct JSONTextTests {
    @Test(arguments: 0...40)
    func `what is no plain text is found at every place, and nothing else is`(_ count: Int) {
        let plain = [UInt8](repeating: UInt8(ascii: "a"), count: count)
        #expect(JSONText.endOfPlainText(in: plain.span, from: 0) == count)
        for place in 0..<count {
            for byte in UInt8.min ... .max {
                var text = plain
                text[place] = byte
                // One that stops it after the first makes no difference.
                if place + 3 < count { text[place + 3] = UInt8(ascii: "\"") }
                let isPlain = 0x20..<0x80 ~= byte && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
                let end = isPlain ? min(count, place + 3) : place
                #expect(JSONText.endOfPlainText(in: text.span, from: place / 2) == end, "\(byte) at \(place)")
            }
        }
    }
}
