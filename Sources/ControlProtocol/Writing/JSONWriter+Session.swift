package import SessionKeys

/// Sessions, authorizations and events as answers carry them.
extension JSONWriter {
    /// A session with all that is known of it.
    package mutating func session(_ record: SessionRecord) {
        let (session, definition) = (record.session, record.session.definition)
        object { object in
            object.member("sessionId", session: session.id)
            object.member("account", address: definition.account)
            object.member("chainId", chainID: definition.chainID)
            object.object("key") { key in
                key.member("type", word: definition.key.kind)
                key.member("publicKey", address: definition.key.address)
            }
            object.member("permissions", raw: record.permissionsAsGiven)
            object.member("expirySec", integer: definition.expirySec)
            object.member("notBeforeSec", integer: definition.notBeforeSec)
            object.member("gasLimitUnit", word: definition.gasLimitUnit)
            object.member("label", string: definition.label ?? "")
            object.member("status", word: session.status)
            object.member("createdSec", integer: session.createdSec)
            if let ending = session.ending {
                object.member("endedSec", integer: ending.endedSec)
                if let reason = ending.reason { object.member("endReason", string: reason) }
            }
            object.member("meters", meters: session.readings)
        }
    }

    /// An authorization with all that is known of it.
    package mutating func authorization(_ authorization: Authorization) {
        object { object in
            object.member("authorizationId", authorization: authorization.id)
            object.member("sessionId", session: authorization.session)
            if let name = authorization.key?.name { object.member("idempotencyKey", string: name) }
            object.member("state", word: authorization.settlement == nil ? "reserved" : "settled")
            if let settlement = authorization.settlement {
                object.member("outcome", word: settlement.outcome)
            }
            object.member("debits", debits: authorization.settlement?.debits ?? authorization.debits)
            object.member("reservedSec", integer: authorization.reservedSec)
            if let until = authorization.reservedUntilSec { object.member("reservedUntilSec", integer: until) }
            if let settlement = authorization.settlement { object.member("settledSec", integer: settlement.settledSec) }
            object.member("calls", calls: authorization.calls)
            if authorization.omittedCalls > 0 { object.member("omittedCalls", integer: authorization.omittedCalls) }
        }
    }

    private mutating func member(_ name: StaticString, calls: [CallSummary]) {
        array(name) { list in
            for call in calls {
                list.object { object in
                    object.member("to", address: call.to)
                    if let selector = call.selector { object.member("selector", string: selector.description) }
                    object.member("value", amount: call.value)
                }
            }
        }
    }

    /// Writes an event.
    ///
    /// - Returns: where its number and its session's id stand, in which alone events of one kind and moment differ.
    @discardableResult
    package mutating func event(_ event: Event) -> EventLines.Places {
        var places = EventLines.Places()
        object { object in
            places.number = object.place(of: "seq") { $0.integer(event.sequence) }
            object.member("timeMs", integer: event.time.milliseconds)
            object.member("type", word: event.body.type)
            places.session = object.place(of: "sessionId") { $0.hex(digits: 32, event.session.appendDigits) }
            object.object("data") { $0.fields(of: event.body) }
        }
        return places
    }

    /// A member with the value that the body writes.
    ///
    /// - Returns: where the value is.
    private mutating func place(of name: StaticString, _ value: (inout JSONWriter) -> Void) -> Range<Int> {
        key(name)
        let start = bytes.count
        value(&self)
        return start..<bytes.count
    }

    private mutating func fields(of body: Event.Body) {
        switch body {
        case .created(let account, let chainID):
            member("account", address: account)
            member("chainId", chainID: chainID)
        case .reserved(let id, let debits):
            member("authorizationId", authorization: id)
            member("debits", debits: debits)
        case .settled(let id, let debits, let outcome):
            member("authorizationId", authorization: id)
            member("debits", debits: debits)
            member("outcome", word: outcome)
        case .ended(let ending):
            member("endedSec", integer: ending.endedSec)
            if let reason = ending.reason { member("reason", string: reason) }
        }
    }
}
