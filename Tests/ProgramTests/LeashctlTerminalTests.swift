import ControlProtocol
import Testing

@testable import leashctl

@Suite struct LeashctlTerminalTests {
    @Test func `text from elsewhere cannot command the terminal`() {
        #expect(PrintableText.of("a\u{1b}[31mb\u{9b}c\nd\u{7f}") == #"a\u{1b}[31mb\u{9b}c\u{a}d\u{7f}"#)
        #expect(PrintableText.of("abc\u{202e}def\u{2028}") == #"abc\u{202e}def\u{2028}"#)
        #expect(PrintableText.of("Überweisung 日本") == "Überweisung 日本")
    }

    @Test func `JSON stays the same value, and harmless`() throws {
        let root = try JSONDocument(parsing: Array("{ \"a\" : \"\u{9b}31m\u{7f}é{\" }".utf8)).root
        let bytes = CompactJSON.bytes(of: root)
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"a":"\u009b31m\u007fé\u007b"}"#)
        #expect(try JSONDocument(parsing: bytes).root["a"]?.string == root["a"]?.string)
    }

    @Test func `a bar shows what remains, what is held and what is gone`() throws {
        let meter = MeterAnswer(
            try JSONDocument(
                parsing: Array(
                    #"{"type":"gas-limit","allowance":"0x64","spent":"0x1e","reserved":"0x14","remaining":"0x32"}"#.utf8
                )
            ).root)
        #expect(Bar(meter: meter, width: 10).text(on: .plain) == "█████▒▒░░░ 50%")
        let ascii = Terminal(width: nil, hasColour: false, hasUnicode: false)
        #expect(Bar(meter: meter, width: 10).text(on: ascii) == "#####++--- 50%")
    }

    @Test func `a table is plain and whole where nobody looks`() {
        #expect(
            table().lines(on: .plain) == [
                "ID            STATUS  LEFT",
                "0x0123456789  active  one, two",
                "日本          gone    three",
            ])
    }

    @Test func `a table fits the terminal`() {
        let terminal = Terminal(width: 24, hasColour: false, hasUnicode: true)
        #expect(
            table().lines(on: terminal) == [
                "ID         STATUS  LEFT",
                "0x0123…89  active  one",
                "                   two",
                "日本       gone    three",
            ])
        for width in 20...40 {
            let lines = table().lines(on: Terminal(width: width, hasColour: false, hasUnicode: true))
            #expect(lines.allSatisfy { DisplayWidth.of($0) <= max(width, 20) })
        }
    }

    @Test func `colours stand on a terminal only, and do not count`() {
        var table = Table(columns: [Column(title: "a"), Column(title: "b")])
        table.add([Cell("x", .good), Cell("y")])
        let colourful = Terminal(width: 80, hasColour: true, hasUnicode: true)
        #expect(table.lines(on: colourful)[1] == "\u{1b}[32mx\u{1b}[0m  y")
        #expect(table.lines(on: .plain)[1] == "x  y")
    }

    private func table() -> Table {
        var table = Table(columns: [
            Column(title: "id", minimum: 5, cut: .middle), Column(title: "status"), Column(title: "left"),
        ])
        table.add([Cell("0x0123456789"), Cell("active"), Cell(lines: ["one", "two"])])
        table.add([Cell("日本"), Cell("gone"), Cell("three")])
        return table
    }
}
