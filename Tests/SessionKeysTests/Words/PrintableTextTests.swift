import SessionKeys
import Testing

@Suite("Text from elsewhere") struct PrintableTextTests {
    @Test func `cannot command a terminal`() {
        #expect(PrintableText.of("a\u{1b}[31mb\u{9b}c\nd\u{7f}") == #"a\u{1b}[31mb\u{9b}c\u{a}d\u{7f}"#)
    }

    @Test func `cannot reorder or hide what stands beside it`() {
        #expect(PrintableText.of("abc\u{202e}def\u{2028}\u{200b}") == #"abc\u{202e}def\u{2028}\u{200b}"#)
    }

    @Test(arguments: ["Überweisung 日本", "می\u{200c}خواهم", "👩\u{200d}👧", ""])
    func `stays as it is where it does neither`(text: String) {
        #expect(PrintableText.of(text) == text)
    }
}
