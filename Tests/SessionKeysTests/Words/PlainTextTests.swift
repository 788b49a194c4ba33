import SessionKeys
import Testing

@Suite("A key's and a label's text") struct PlainTextTests {
    // A letter that takes four bytes, and one of two scalars.
    @Test(arguments: ["a", "\u{1F511}", "e\u{301}"])
    func `is as long as its scalars are many, however many bytes they take`(letter: String) {
        let scalars = letter.unicodeScalars.count
        let longest = String(repeating: letter, count: PlainText.keyLimit / scalars)
        #expect(PlainText.isKey(letter) && PlainText.isKey(longest) && !PlainText.isKey(longest + "a"))
        let label = String(repeating: letter, count: PlainText.labelLimit / scalars)
        #expect(PlainText.isLabel(label) && !PlainText.isLabel(label + "a"))
    }

    @Test func `may be empty where it is a label, and have control characters where it is a key`() {
        #expect(PlainText.isLabel("") && !PlainText.isKey(""))
        #expect(!PlainText.isLabel("a\u{85}b") && PlainText.isKey("a\u{85}b\n"))
    }
}
