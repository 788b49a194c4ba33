package import SessionKeys

/// The ledger's answers as results, and errors as errors.
extension JSONWriter {
    /// Writes the result of an answer, or throws the error that it is.
    package mutating func result(_ answer: Answer) throws(RemoteError) {
        switch answer {
        case .created(let id, let chainID, let warnings):
            object { object in
                object.member("sessionId", session: id)
                object.member("chainId", chainID: chainID)
                object.member("warnings", warnings: warnings)
            }
        case .checked(let verdict, let meters): checked(verdict, meters)
        case .authorized(let authorization): authorized(authorization)
        case .settled(let authorization, let settlement): settled(authorization, settlement)
        case .revoked(let ids):
            object { object in
                object.key("revoked")
                object.array { list in for id in ids { list.hex(id.bytes) } }
            }
        case .session(let record): session(record)
        case .sessions(let page): listing("sessions", page) { $0.session($1) }
        case .authorizations(let page): listing("authorizations", page) { $0.authorization($1) }
        case .events(let events, let last):
            object { object in
                object.key("events")
                object.array { list in for event in events { list.event(event) } }
                object.member("last", integer: last)
            }
        case .invalid(let fault): throw .invalid(fault)
        case .denied(let reasons): throw .denied(reasons)
        case .unknownSession: throw .unknownSession
        case .unknownAuthorization: throw .unknownAuthorization
        }
    }

    private mutating func checked(_ verdict: Verdict, _ meters: [MeterReading]) {
        object { object in
            object.member("decision", word: verdict.isAllowed ? "allow" : "deny")
            if let first = verdict.reasons.first { object.member("code", string: first.code.rawValue) }
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
            object.member("outcome", string: settlement.outcome.rawValue)
            object.member("debits", debits: settlement.debits)
            object.member("meters", meters: settlement.meters)
        }
    }

    private mutating func listing<Entry>(
        _ name: StaticString, _ page: Page<Entry>, _ write: (inout JSONWriter, Entry) -> Void
    ) {
        object { object in
            object.key(name)
            object.array { list in for entry in page.entries { write(&list, entry) } }
            if let next = page.next { object.member("nextCursor", string: String(next)) }
        }
    }
}
