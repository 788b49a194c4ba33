/// A line as it is meant: white space trimmed, continued lines joined, comments and blank lines left out.
struct ConfigurationLine {
    /// Where it begins, from 1; where there is a problem, the line of that.
    var number: Int
    /// The text; where there is a problem, whatever could be read of it.
    var text: String
    /// What keeps it from being read at all.
    var problem: ConfigurationProblem?

    /// Splits a file's bytes by the rules of systemd.syntax(7).
    static func lines(of bytes: [UInt8]) -> [ConfigurationLine] {
        var lines: [ConfigurationLine] = []
        var isContinued = false
        let rows = withoutMark(bytes).split(separator: newline, omittingEmptySubsequences: false)
        for (index, raw) in rows.enumerated() {
            let content = trimmed(raw)
            let problem = problem(in: raw)
            // A comment between the parts of a continued line does not end it.
            if problem == nil, isComment(content) { continue }
            let continues = problem == nil && endsWithBackslash(raw)
            let text = String(decoding: continues ? trimmed(content.dropLast()) : content, as: UTF8.self)
            let line = ConfigurationLine(number: index + 1, text: text, problem: problem)
            if isContinued {
                lines[lines.count - 1].append(line)
            } else {
                lines.append(line)
            }
            isContinued = continues
        }
        return lines.filter { !$0.text.isEmpty || $0.problem != nil }
    }

    private mutating func append(_ next: ConfigurationLine) {
        if !text.isEmpty, !next.text.isEmpty { text += " " }
        text += next.text
        guard let problem = next.problem else { return }
        self.problem = problem
        number = next.number
    }

    private static let newline = UInt8(ascii: "\n")
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private static func withoutMark(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        bytes.starts(with: byteOrderMark) ? bytes.dropFirst(byteOrderMark.count) : bytes[...]
    }

    private static func problem(in raw: ArraySlice<UInt8>) -> ConfigurationProblem? {
        if raw.contains(0) { return .nulByte }
        return String(validating: raw, as: UTF8.self) == nil ? .notUTF8 : nil
    }

    private static func isComment(_ content: ArraySlice<UInt8>) -> Bool {
        content.first == UInt8(ascii: "#") || content.first == UInt8(ascii: ";")
    }

    /// The last byte of the line counts, not one before white space; two backslashes are one that continues nothing.
    private static func endsWithBackslash(_ raw: ArraySlice<UInt8>) -> Bool {
        let line = raw.last == UInt8(ascii: "\r") ? raw.dropLast() : raw
        let backslashes = line.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
        return !backslashes.isMultiple(of: 2)
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = bytes.drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return rest
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
}
