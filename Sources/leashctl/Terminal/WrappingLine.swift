/// A line of several parts that goes on below itself, indented, where the terminal is narrower. Where nobody looks it
/// is one line.
struct WrappingLine {
    private struct Part {
        /// How far it stands from the part before it.
        let gap: Int
        let text: String
        let style: Style

        /// Its words, for a line that has no room for all of them.
        var words: [Part] {
            text.split(separator: " ").enumerated().map { index, word in
                Part(gap: index == 0 ? gap : 1, text: String(word), style: style)
            }
        }

        /// It in at most `width` columns.
        func cut(to width: Int, on terminal: Terminal) -> Part {
            Part(gap: gap, text: Column.Cut.middle.fit(text, into: width, on: terminal), style: style)
        }
    }

    private var parts: [Part] = []

    /// Adds a part.
    mutating func add(_ text: String, _ style: Style = .plain, gap: Int = 2) {
        parts.append(Part(gap: gap, text: text, style: style))
    }

    /// The lines. A word that is wider than a line stays whole, as whoever copies an address wants all of it, unless
    /// words are to be cut in their middle. What the line begins with stays whole, too: its spaces keep the rest apart
    /// from it.
    func lines(on terminal: Terminal, indent: Int, cutsWords: Bool = false) -> [String] {
        let room = terminal.width.map { max(0, $0 - indent) } ?? .max
        let parts =
            parts.prefix(1)
            + parts.dropFirst().flatMap { part in
                guard DisplayWidth.of(part.text) > room else { return [part] }
                return cutsWords ? part.words.map { $0.cut(to: room, on: terminal) } : part.words
            }
        var lines: [String] = []
        var line = ""
        var (used, isEmpty) = (0, true)
        for part in parts {
            let width = DisplayWidth.of(part.text)
            if !isEmpty, used + part.gap + width > terminal.width ?? .max {
                lines.append(line)
                (line, used, isEmpty) = (String(repeating: " ", count: indent), indent, true)
            }
            let gap = isEmpty ? 0 : part.gap
            line += String(repeating: " ", count: gap) + part.style.apply(to: part.text, on: terminal)
            (used, isEmpty) = (used + gap + width, false)
        }
        return lines + [line]
    }
}
