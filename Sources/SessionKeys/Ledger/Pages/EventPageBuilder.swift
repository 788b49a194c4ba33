/// Events on their way into one answer.
package typealias EventPageBuilder = PageBuilder<Event>

extension EventPageBuilder {
    /// An empty page for at most `limit` events.
    package init(limit: Int) { self.init(PageRequest(limit: limit, byteLimit: PageRequest.answerBytes)) }

    /// Takes the event, unless the page is full.
    ///
    /// - Returns: whether it was taken.
    package mutating func add(_ event: Event) -> Bool { add(event, number: event.sequence) }
}
