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
            width: isTerminal ? Environment.columns ?? window?.columns ?? 80 : nil,
            hasColour: isTerminal && Environment["NO_COLOR"] == nil && movesCursor,
            hasUnicode: Environment.hasUnicode)
    }

    /// Whether the terminal does more than write one line after another.
    static var movesCursor: Bool { Environment["TERM"] != "dumb" }

    /// How large the window is; nil where the terminal does not say, or has none.
    static var window: (columns: Int, rows: Int)? {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return nil
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }
}
