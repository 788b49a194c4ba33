/// Events on their way into one answer: the page is full by count or by size, whichever comes first.
package struct EventPage {
    package private(set) var events: [Event] = []
    private let limit: Int
    private var bytes = 0

    /// An empty page for at most so many events.
    package init(limit: Int) { self.limit = limit }

    /// Takes the event, unless the page is full. A page takes one event however large it is, so that reading goes on.
    ///
    /// - Returns: whether it was taken.
    package mutating func add(_ event: Event) -> Bool {
        bytes += event.approximateBytes
        guard events.count < limit, events.isEmpty || bytes <= PageRequest.answerBytes else { return false }
        events.append(event)
        return true
    }
}

extension Event {
    /// Roughly what the event takes as JSON.
    fileprivate var approximateBytes: Int {
        switch body {
        case .created, .ended: 400
        case .reserved(_, let debits), .settled(_, let debits, _): 300 + 180 * debits.count
        }
    }
}
