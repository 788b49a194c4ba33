import Descriptors
import Glibc

/// What standard output can show.
struct Terminal: Equatable {
    /// How many columns a line may have; nil where nobody looks, and nothing is cut off.
    var width: Int?
    /// Whether colours are wanted.
    var hasColour: Bool
    /// Whether more than ASCII can be drawn.
    var hasUnicode: Bool

    /// No terminal: a pipe, a file.
    static let plain = Terminal(width: nil, hasColour: false, hasUnicode: true)

    /// What stands for something that is left out.
    var ellipsis: String { hasUnicode ? "…" : ".." }

    /// What this process writes to.
    static var current: Terminal {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        return Terminal(
            width: isTerminal ? wantedColumns ?? window?.columns ?? 80 : nil,
            hasColour: isTerminal && EnvironmentVariable.value(of: "NO_COLOR") == nil && movesCursor,
            hasUnicode: localeHasUnicode)
    }

    /// Whether the terminal does more than write one line after another.
    static var movesCursor: Bool { EnvironmentVariable.value(of: "TERM") != "dumb" }

    /// Whether the locale has more than ASCII; where none is set, as in a container, it does.
    static var localeHasUnicode: Bool {
        let variables = ["LC_ALL", "LC_CTYPE", "LANG"]
        guard let locale = variables.lazy.compactMap(EnvironmentVariable.value).first else { return true }
        let name = locale.lowercased()
        return name.contains("utf-8") || name.contains("utf8")
    }

    /// The width that the shell or the user asked for.
    private static var wantedColumns: Int? {
        guard let columns = EnvironmentVariable.value(of: "COLUMNS").flatMap({ Int($0) }), (20...1000).contains(columns)
        else { return nil }
        return columns
    }

    /// How large the window is; nil where the terminal does not say, or has none.
    static var window: (columns: Int, rows: Int)? {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return nil
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }
}
