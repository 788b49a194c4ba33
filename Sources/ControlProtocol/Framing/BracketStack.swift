/// The brackets that are open, one bit each: as deep as a message is long, at an eighth of its size.
struct BracketStack {
    /// An opening bracket, and the one that closes it.
    enum Bracket: UInt64 {
        case square = 0
        case curly = 1
    }

    /// How many brackets are open.
    private(set) var depth = 0
    /// The innermost brackets, up to 64 of them, the last in the lowest bit.
    private var innermost: UInt64 = 0
    /// Full words of those further out.
    private var outer: [UInt64] = []

    var isEmpty: Bool { depth == 0 }

    mutating func open(_ bracket: Bracket) {
        if depth > 0, depth % 64 == 0 { outer.append(innermost) }
        innermost = innermost << 1 | bracket.rawValue
        depth += 1
    }

    /// Closes the innermost bracket; false if that one is of the other shape, or none is open.
    mutating func close(_ bracket: Bracket) -> Bool {
        guard depth > 0, innermost & 1 == bracket.rawValue else { return false }
        innermost >>= 1
        depth -= 1
        if depth > 0, depth % 64 == 0 { innermost = outer.removeLast() }
        if depth == 0 { outer = [] }
        return true
    }
}
