/// Events on their way into one answer.
package struct EventPage {
    private var page: PageInTheMaking<Event>

    /// An empty page for at most so many events.
    package init(limit: Int) { page = PageInTheMaking(PageRequest(limit: limit, byteLimit: PageRequest.answerBytes)) }

    /// The events in their order.
    package var events: [Event] { page.entries }

    /// Makes room for so many more, as far as the page takes them.
    package mutating func reserveCapacity(_ count: Int) { page.reserveCapacity(count) }

    /// Takes the event, unless the page is full.
    ///
    /// - Returns: whether it was taken.
    package mutating func add(_ event: Event) -> Bool { page.add(event, number: event.sequence) }
}
