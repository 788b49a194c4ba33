import SessionKeys

/// What somebody wants to see: changed by keys, and by nothing else.
struct TopView: Equatable {
    private(set) var order = SessionOrder.expiry
    private(set) var isReversed = false
    /// Which sessions; nil for all.
    private(set) var status: SessionStatus? = .active
    /// Only sessions in whose id, account, key or label this occurs.
    private(set) var search = ""
    /// Whether keys go into the search.
    private(set) var isSearching = false
    /// How many sessions are scrolled past.
    private(set) var offset = 0
    /// Whether it is over.
    private(set) var hasEnded = false

    private static let page = 10

    /// Does what a key says.
    mutating func press(_ key: Key) {
        if isSearching { edit(key) } else { command(key) }
    }

    /// The sessions that are wanted, in order.
    func sessions(among all: [SessionAnswer]) -> [SessionAnswer] {
        let found = search.isEmpty ? all : all.filter(matches)
        let sorted = order.sorted(found)
        return isReversed ? sorted.reversed() : sorted
    }

    /// Scrolls no further than there are sessions.
    mutating func limitOffset(to count: Int) { offset = min(offset, max(0, count - 1)) }

    private func matches(_ session: SessionAnswer) -> Bool {
        let wanted = search.lowercased()
        return [session.id, session.account, session.key, session.givenLabel ?? ""]
            .contains { $0.lowercased().contains(wanted) }
    }

    private mutating func command(_ key: Key) {
        switch key {
        case .end, .character("q"), .character("Q"): hasEnded = true
        case .character("s"):
            order = order.next
            offset = 0
        case .character("r"): isReversed.toggle()
        case .character("f"):
            status = Self.status(after: status)
            offset = 0
        case .character("/"): isSearching = true
        case .escape:
            search = ""
            offset = 0
        case .down, .character("j"): offset += 1
        case .up, .character("k"): offset = max(0, offset - 1)
        case .pageDown, .character(" "): offset += Self.page
        case .pageUp: offset = max(0, offset - Self.page)
        case .enter, .backspace, .character: break
        }
    }

    private mutating func edit(_ key: Key) {
        offset = 0
        switch key {
        case .character(let character) where search.count < 64: search.append(character)
        case .backspace: search = String(search.dropLast())
        case .enter: isSearching = false
        case .escape:
            search = ""
            isSearching = false
        case .end: hasEnded = true
        case .character, .up, .down, .pageUp, .pageDown: break
        }
    }

    private static func status(after status: SessionStatus?) -> SessionStatus? {
        let all: [SessionStatus?] = SessionStatus.allCases + [nil]
        return all[((all.firstIndex(of: status) ?? 0) + 1) % all.count]
    }
}
