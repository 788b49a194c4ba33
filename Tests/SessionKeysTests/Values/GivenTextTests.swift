import SessionKeys
import Testing

@Suite("A key's and a label's text") struct GivenTextTests {
    // A letter that takes four bytes, and one of two scalars.
    @Test(arguments: ["a", "\u{1F511}", "e\u{301}"])
    func `is as long as its scalars are many, however many bytes they take`(letter: String) {
        let scalars = letter.unicodeScalars.count
        let longest = String(repeating: letter, count: GivenText.keyLimit / scalars)
        #expect(GivenText.isKey(letter) && GivenText.isKey(longest) && !GivenText.isKey(longest + "a"))
        let label = String(repeating: letter, count: GivenText.labelLimit / scalars)
        #expect(GivenText.isLabel(label) && !GivenText.isLabel(label + "a"))
    }

    @Test func `may be empty where it is a label, and have control characters where it is a key`() {
        #expect(GivenText.isLabel("") && !GivenText.isKey(""))
        #expect(!GivenText.isLabel("a\u{85}b") && GivenText.isKey("a\u{85}b\n"))
    }
}
