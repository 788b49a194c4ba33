package import SessionKeys

/// The events that a subscriber is sent, a line each.
///
/// Sessions that expire together come by the thousand, and of their events only the number and the session differ: the
/// rest of such a line is copied from the one before.
package struct EventLines {
    /// Where in the written bytes of an event the parts stand in which it differs from others.
    package struct Places {
        /// Its number.
        var number = 0..<0
        /// Its session's id, in its quotes.
        var session = 0..<0
    }

    /// The rest of a line.
    private struct Rest {
        let start: [UInt8]
        let middle: [UInt8]
        let end: [UInt8]

        var count: Int { start.count + middle.count + end.count }
    }

    private let envelope: NotificationEnvelope
    private var writer = JSONWriter()
    private var last: Event?
    /// The last line that was written in full, and the rest of it once a line like it follows.
    private var line = 0..<0
    private var places = Places()
    private var rest: Rest?

    /// No events yet, and the envelope of their subscription.
    package init(in envelope: NotificationEnvelope) { self.envelope = envelope }

    /// The lines so far.
    package var bytes: [UInt8] { writer.bytes }

    /// Makes room for `capacity` bytes in all.
    package mutating func reserveCapacity(_ capacity: Int) { writer.reserveCapacity(capacity) }

    /// Adds an event.
    package mutating func append(_ event: Event) {
        if let last, last.time == event.time, last.body == event.body {
            write(event, like: restOfLine())
        } else {
            write(event)
        }
        last = event
        writer.endLine()
    }

    private mutating func write(_ event: Event) {
        var places = Places()
        let start = writer.bytes.count
        writer.notification(in: envelope) { places = $0.event(event) }
        (line, self.places, rest) = (start..<writer.bytes.count, places, nil)
    }

    private mutating func write(_ event: Event, like rest: Rest) {
        writer.append(atMost: rest.count + OutputSpan.integerSize + places.session.count) { output in
            output.append(copying: rest.start.span)
            output.append(integer: event.sequence)
            output.append(copying: rest.middle.span)
            output.append(hex: event.session.appendDigits)
            output.append(copying: rest.end.span)
        }
    }

    private mutating func restOfLine() -> Rest {
        if let rest { return rest }
        let rest = Rest(
            start: Array(writer.bytes[line.lowerBound..<places.number.lowerBound]),
            middle: Array(writer.bytes[places.number.upperBound..<places.session.lowerBound]),
            end: Array(writer.bytes[places.session.upperBound..<line.upperBound]))
        self.rest = rest
        return rest
    }
}
