/// One column of a table.
struct Column {
    /// What is left out where a text does not fit.
    enum Cut {
        /// The end.
        case end
        /// The middle: of an address, both ends tell more.
        case middle

        /// The text in at most `width` columns, with an ellipsis where something is left out.
        func fit(_ text: String, into width: Int, on terminal: Terminal) -> String {
            guard DisplayWidth.of(text) > width else { return text }
            let mark = terminal.ellipsis
            let room = max(0, width - mark.count)
            switch self {
            case .end: return DisplayWidth.prefix(text, columns: room) + mark
            case .middle:
                let tail = String(text.suffix(min(4, room / 3)))
                return DisplayWidth.prefix(text, columns: room - DisplayWidth.of(tail)) + mark + tail
            }
        }
    }

    let title: String
    /// The least width it is narrowed to; nil for never.
    var minimum: Int?
    var cut = Cut.end
    /// When it is narrowed: lower ones first, and of those alike the last column.
    var narrowing = 0
    /// Whether a text stays whole even on a terminal that is narrower: who needs it needs all of it.
    var isWhole = false
    /// When the column is given up where the least widths of all have no room: lower ones first; nil for never.
    var rank: Int?

    /// The text in at most `width` columns, unless it stays whole.
    func fit(_ text: String, into width: Int, on terminal: Terminal) -> String {
        isWhole ? text : cut.fit(text, into: width, on: terminal)
    }
}
