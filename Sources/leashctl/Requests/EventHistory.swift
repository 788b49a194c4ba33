import ControlProtocol

/// What has happened, oldest first and page by page. A page ends early where its answer would grow too long.
struct EventHistory {
    let client: Client
    /// Whose events, where only those of one session are meant.
    let session: String?

    /// How often a place is looked for whose events may be removed meanwhile.
    private static let mostSearches = 5

    /// Past how many events in a row that cannot be read a readable one is looked for.
    private static let mostUnreadable: Int64 = 1000

    /// The first events after a number, at most `limit`, from as many pages as they stand on, and whether there are
    /// more.
    func events(after: Int64?, limit: Int) throws(Failure) -> (events: [JSONValue], hasMore: Bool) {
        var events: [JSONValue] = []
        var after = after
        while events.count < limit {
            let page = try page(after: after, limit: limit - events.count)
            guard let last = page.list("events").last?.number("seq") else { return (events, false) }
            events += page.list("events")
            if last == page.number("last") { return (events, false) }
            after = last
        }
        // The newest of all may be another session's.
        guard session != nil else { return (events, true) }
        return (events, try !page(after: after, limit: 1).list("events").isEmpty)
    }

    /// The last events of all, at most `limit`.
    func lastEvents(limit: Int) throws(Failure) -> (events: [JSONValue], hasMore: Bool) {
        try events(after: try placeOfLast(limit).after, limit: limit)
    }

    /// The answer that holds as many of the last events as one may.
    func lastPage(limit: Int) throws(Failure) -> JSONValue {
        var (after, newest) = try placeOfLast(limit)
        while true {
            let page = try page(after: after, limit: limit)
            let reached = page.list("events").last?.number("seq") ?? newest
            guard reached < newest else { return page }
            // As many as were left out behind the page are left out before it instead.
            after &+= newest &- reached
        }
    }

    /// A page of events after a number, as the daemon answers it.
    func page(after: Int64?, limit: Int) throws(Failure) -> JSONValue {
        let page = try client.call(.listEvents) { writer in
            if let after { writer.member("after", integer: after) }
            if let session { writer.member("sessionId", string: session) }
            writer.member("limit", integer: limit)
        }
        _ = try page.needed("last", as: \.integer)
        for event in try page.neededRows("events", with: ["type", "sessionId"]) {
            _ = try event.needed("seq", as: \.integer)
        }
        return page
    }

    /// Behind which number the events since a time, in Unix seconds, begin.
    func place(since seconds: Int64) throws(Failure) -> Int64 {
        var searches = 1
        while true {
            do throws(Failure) {
                return try place(since: seconds, in: try bounds())
            } catch {
                // What is removed meanwhile may be what is read.
                guard case .refused(let answer) = error, answer.isOfRemovedEvents, searches < Self.mostSearches else {
                    throw error
                }
                searches += 1
            }
        }
    }

    /// The place is found by halving: no event has an earlier time than the one before it. Where events cannot be read,
    /// the first behind them decides; if that is the first since the time, they are left out.
    private func place(since seconds: Int64, in bounds: (after: Int64, newest: Int64)) throws(Failure) -> Int64 {
        var (low, high) = bounds
        var place = high
        while low < high {
            let middle = low + (high - low) / 2
            guard let (time, after) = try readableTime(from: middle, to: high) else {
                // Where no event that can be read follows, the daemon is to say that these cannot.
                if place == bounds.newest { place = middle }
                high = middle
                continue
            }
            if time >= seconds &* 1000 {
                (high, place) = (middle, after)
            } else {
                low = after + 1
            }
        }
        return place
    }

    /// The time of the first event after a number that can be read, as those of a damaged session cannot, and behind
    /// which number it stands; nil where there is none up to `end`.
    private func readableTime(from number: Int64, to end: Int64) throws(Failure) -> (time: Int64, after: Int64)? {
        for after in number..<end {
            do throws(Failure) {
                let event = try page(after: after, limit: 1).list("events").first
                return (try event?.needed("timeMs", as: \.integer) ?? .max, after)
            } catch {
                guard case .refused(let answer) = error, answer.isOfDamage, after - number < Self.mostUnreadable else {
                    throw error
                }
            }
        }
        return nil
    }

    /// Behind which number the last events of all begin, and the newest one's. No event is read for it, as the oldest
    /// may be of a session that is damaged.
    private func placeOfLast(_ limit: Int) throws(Failure) -> (after: Int64, newest: Int64) {
        let (first, newest) = try bounds()
        return (max(first, newest &- Int64(limit)), newest)
    }

    /// Behind which number the events begin that are kept, and the newest one's: what was removed cannot be asked for.
    private func bounds() throws(Failure) -> (after: Int64, newest: Int64) {
        let status = try client.call(.status)
        let newest = try status.needed("store", "lastEvent", as: \.integer)
        return (try status.needed("store", "firstEvent", as: \.integer) &- 1, newest)
    }
}
