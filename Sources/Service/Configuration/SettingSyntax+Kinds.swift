import SessionKeys

extension SettingSyntax<Duration> {
    /// A span of time between two others.
    static func time(_ range: ClosedRange<Duration>) -> Self {
        Self(
            kind: "time", hint: "like 20s, 1h 30min or 2d; a bare number is seconds", range: range,
            read: DurationText.read, write: DurationText.write)
    }
}

extension SettingSyntax<Duration?> {
    /// A span of time between two others, or no end.
    static func timeOrNever(_ range: ClosedRange<Duration>) -> Self { Self(.time(range), or: "never") }
}

extension SettingSyntax<Int> {
    /// A number of bytes, in binary units.
    static func size(_ range: ClosedRange<Int>) -> Self {
        Self(
            kind: "size", hint: "bytes, or a number with K, M or G", range: range, read: SizeText.read,
            write: SizeText.write)
    }

    /// A whole number.
    static func number(_ range: ClosedRange<Int>) -> Self {
        Self(
            kind: "number", hint: "digits only", range: range, read: { WholeNumber.read($0.utf8) },
            write: { String($0) })
    }
}

extension SettingSyntax<UInt32> {
    /// The permission bits of a file, for its owner, its group and all others.
    static var mode: Self {
        Self(
            kind: "mode", hint: "octal digits, like 0660", range: 0...0o777,
            read: ModeText.read, write: ModeText.write)
    }
}

extension SettingSyntax<SocketGroup> {
    /// A group of the system; the empty text, which is the default, stands for the daemon's own.
    static var group: Self {
        Self(kind: "group", hint: "a name or a number", read: SocketGroup.init(text:), write: \.text)
    }
}

extension SettingSyntax<LogLevel> {
    /// How urgent a record is.
    static var level: Self {
        Self(
            kind: "level", hint: LogLevel.allCases.map(\.description).joined(separator: ", "),
            read: { text in LogLevel.allCases.first { $0.description == text } }, write: \.description)
    }
}
