import Descriptors
import Glibc

/// The terminal as a screen of its own, with keys that arrive at once; afterwards it is as it was.
final class FullScreen {
    private let settings: termios
    private let signals: SignalReader

    /// Takes the terminal; nil where there is none, or one that can only write line after line.
    init?() throws(SystemError) {
        var settings = termios()
        guard Terminal.movesCursor, isatty(STDOUT_FILENO) == 1, unsafe tcgetattr(STDIN_FILENO, &settings) == 0 else {
            return nil
        }
        self.settings = settings
        // A signal that ended the process at once would leave the terminal as it is.
        signals = try SignalReader([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGWINCH])
        settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
        settings.c_iflag &= ~tcflag_t(IXON | ICRNL)
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
        Output.write("\u{1b}[?1049h\u{1b}[?25l")
    }

    /// Gives the terminal back.
    func leave() {
        Output.write("\u{1b}[?25h\u{1b}[?1049l")
        var settings = settings
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
    }

    /// The terminal's columns and rows.
    var size: (columns: Int, rows: Int) { Terminal.window ?? (80, 24) }

    /// Draws the lines over what was there.
    func draw(_ lines: [String]) {
        Output.write("\u{1b}[H" + lines.map { $0 + "\u{1b}[K" }.joined(separator: "\r\n") + "\u{1b}[J")
    }

    /// Waits for keys, for so long at most; a terminal that went away, or a signal to end, is a key too.
    func keys(waitingMilliseconds: Int32) -> [Key] {
        var waiting = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: signals.descriptor.number, events: Int16(POLLIN), revents: 0),
        ]
        guard unsafe poll(&waiting, 2, waitingMilliseconds) > 0 else { return [] }
        if waiting[1].revents != 0 {
            while let signal = try? signals.read() { if signal != SIGWINCH { return [.end] } }
        }
        guard waiting[0].revents != 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = unsafe read(STDIN_FILENO, &bytes, bytes.count)
        return count > 0 ? Key.keys(in: Array(bytes[..<count])) : [.end]
    }
}
