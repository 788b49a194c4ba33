package import SessionKeys

/// The ledger's answers as results, and errors as errors.
extension JSONWriter {
    /// Writes the result of an answer. A listing ends early where its response would else grow too long.
    ///
    /// - Parameters:
    ///   - answer: what the ledger says.
    ///   - start: where the response begins among the bytes that were written.
    /// - Throws: the error that the answer is.
    package mutating func result(_ answer: Answer, ofResponseAt start: Int) throws(RemoteError) {
        switch answer {
        case .created(let id, let chainID, let warnings):
            object { object in
                object.member("sessionId", session: id)
                object.member("chainId", chainID: chainID)
                object.member("warnings", warnings: warnings)
            }
        case .checked(let verdict, let meters): checked(verdict, meters)
        case .authorized(let authorization, _): authorized(authorization)
        case .settled(let authorization, let settlement, _): settled(authorization, settlement)
        case .revoked(let ids):
            object { object in
                object.array("revoked") { list in for id in ids { list.hex(id.bytes) } }
            }
        case .session(let record): session(record)
        case .sessions(let page): sessions(page, since: start)
        case .authorizations(let page): listing("authorizations", page, since: start) { $0.authorization($1) }
        case .events(let events, let last):
            object { object in
                object.key("events")
                _ = object.entries(events, since: start) { $0.event($1) }
                object.member("last", integer: last)
            }
        case .invalid(let fault): throw .invalid(fault)
        case .denied(let reasons, _): throw .denied(reasons)
        case .unknownSession(let id): throw .unknownSession(id)
        case .unknownAuthorization(let id): throw .unknownAuthorization(id)
        }
    }

    private mutating func checked(_ verdict: Verdict, _ meters: [MeterReading]) {
        object { object in
            object.member("decision", word: verdict.isAllowed ? "allow" : "deny")
            if let first = verdict.reasons.first { object.member("code", word: first.code) }
            object.member("reasons", reasons: verdict.reasons)
            object.member("debits", debits: verdict.debits)
            object.member("meters", meters: meters)
        }
    }

    /// The first answer, each time: what has become of the authorization since stands in the session's ledger.
    private mutating func authorized(_ authorization: Authorization) {
        object { object in
            object.member("authorizationId", authorization: authorization.id)
            object.member("state", word: authorization.reservedUntilSec == nil ? "settled" : "reserved")
            object.member("debits", debits: authorization.debits)
            object.member("meters", meters: authorization.meters)
            if let until = authorization.reservedUntilSec { object.member("reservedUntilSec", integer: until) }
        }
    }

    private mutating func settled(_ authorization: Authorization, _ settlement: Settlement) {
        object { object in
            object.member("authorizationId", authorization: authorization.id)
            object.member("state", word: "settled")
            object.member("outcome", word: settlement.outcome)
            object.member("debits", debits: settlement.debits)
            object.member("meters", meters: settlement.meters)
        }
    }

    /// A page of sessions, with the ids of the damaged ones among them.
    private mutating func sessions(_ page: Page<ListedSession>, since start: Int) {
        let damaged = page.entries.compactMap(\.damagedID)
        // Room for all of their names, which come last.
        let names = damaged.isEmpty ? 0 : Self.startOfDamaged + damaged.count * (ListedSession.damagedBytes + 1)
        listing("sessions", page, since: start - names) { list, entry in
            if let record = entry.record { list.session(record) }
        } rest: { object, written in
            guard !damaged.isEmpty else { return }
            object.array("damaged") { list in
                for id in written.lazy.compactMap(\.damagedID) { list.hex(id.bytes) }
            }
        }
    }

    /// A page of entries, with what the rest writes beside them of those for which there was room.
    private mutating func listing<Entry>(
        _ name: StaticString, _ page: Page<Entry>, since start: Int, _ write: (inout JSONWriter, Entry) -> Void,
        rest: (inout JSONWriter, ArraySlice<Entry>) -> Void = { _, _ in }
    ) {
        object { object in
            object.key(name)
            let count = object.entries(page.entries, since: start, write)
            rest(&object, page.entries.prefix(count))
            if let next = page.next(after: count) { object.member("nextCursor", string: String(next)) }
        }
    }

    /// Writes as many entries as the response has room for; the first one however long it is, so that reading goes on.
    ///
    /// - Returns: how many were written.
    private mutating func entries<Entry>(
        _ entries: [Entry], since start: Int, _ write: (inout JSONWriter, Entry) -> Void
    ) -> Int {
        var count = 0
        array { list in
            do throws(PageIsFull) {
                for entry in entries {
                    try list.attempt { list throws(PageIsFull) in
                        write(&list, entry)
                        let length = list.bytes.count - start + Self.endOfListing
                        guard count == 0 || length <= PageRequest.answerBytes else { throw PageIsFull() }
                    }
                    count += 1
                }
            } catch {
                // What did not fit was taken back; the next page begins with it.
            }
        }
        return count
    }

    /// The most that comes behind the last entry: `],"nextCursor":"9223372036854775807"}}` and the end of the line.
    private static let endOfListing = 39

    /// `,"damaged":[]`
    private static let startOfDamaged = 13

    private struct PageIsFull: Error {}
}
