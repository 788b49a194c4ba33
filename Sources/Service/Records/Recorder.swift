package import SessionKeys

/// Writes down what a turn came to: what was granted, spent, denied and ended, and who asked.
package final class Recorder {
    private let sink: RecordSink

    /// A recorder that writes into a sink.
    package init(sink: RecordSink) { self.sink = sink }

    /// Records the cases of a turn.
    package func record(_ outcome: Outcome) {
        for one in outcome.cases { record(one, outcome.turn.events) }
    }

    /// Records sessions that ended by themselves; a revocation is recorded with what was asked, as somebody asked for it.
    package func record(endingsAmong events: [Event]) {
        for event in events {
            guard case .ended(let ending) = event.body, ending.status != .revoked else { continue }
            sink.write(.sessionEnded) { Self.end(event, ending) }
        }
    }

    private func record(_ one: Outcome.Case, _ events: [Event]) {
        switch (one.request, one.answer) {
        case (.create(let request), .success(.created(let id, _, let warnings))):
            guard id == request.freshID, case .success(let definition) = request.definition else { return }
            sink.write(.sessionGranted) { Self.grant(of: id, definition, warnings, by: one.caller, events) }
        case (.authorize, .success(.authorized(let authorization))):
            sink.write(.authorized) {
                let how = authorization.reservedUntilSec == nil ? "settled at once" : "reserved"
                let what = "\(how) \(Self.text(authorization.debits))"
                return Self.record(.authorized, authorization, what, by: one.caller, events)
            }
        case (.settle, .success(.settled(let authorization, let settlement))):
            sink.write(.settled) {
                let kept = "settled as \(settlement.outcome.rawValue), \(Self.text(settlement.debits)) stay"
                return Self.record(.settled, authorization, kept, by: one.caller, events)
            }
        case (.revoke, .success(.revoked(let ids))): record(revocationOf: ids, by: one.caller, events)
        case (.create, .success(.denied(let reasons))): recordDenial(reasons, by: one.caller) { ("a creation", []) }
        case (.authorize(let request), .success(.denied(let reasons))):
            recordDenial(reasons, by: one.caller) {
                ("session \(request.session)", [(.session, "\(request.session)")])
            }
        case (.settle(let request), .success(.denied(let reasons))):
            recordDenial(reasons, by: one.caller) {
                ("settlement of \(request.authorization)", [(.authorization, "\(request.authorization)")])
            }
        case (_, .failure(let error)):
            sink.write(.storeFailed) { Record(.storeFailed, "\(error)", one.caller.recordFields) }
        default: break
        }
    }

    private func record(revocationOf ids: [SessionID], by caller: Caller, _ events: [Event]) {
        let revoked = Set(ids)
        for event in events where revoked.contains(event.session) {
            guard case .ended(let ending) = event.body else { continue }
            sink.write(.sessionEnded) { Self.end(event, ending, caller.recordFields) }
        }
    }

    private static func end(_ event: Event, _ ending: Ending, _ caller: [(RecordField, String)] = []) -> Record {
        let reason = ending.reason.map { ", \"\($0)\"" } ?? ""
        return Record(
            .sessionEnded, "session \(ending.status.rawValue): \(event.session)\(reason)",
            [
                (.session, "\(event.session)"), (.code, ending.status.rawValue),
                (.eventSequence, String(event.sequence)),
            ] + caller)
    }

    private static func grant(
        of id: SessionID, _ definition: SessionDefinition, _ warnings: [GrantWarning], by caller: Caller,
        _ events: [Event]
    ) -> Record {
        let types = definition.permissions.map(\.type.rawValue).joined(separator: ", ")
        let label = definition.label.map { " \"\($0)\"" } ?? ""
        let codes = warnings.isEmpty ? "" : "; warnings: " + warnings.map(\.code.rawValue).joined(separator: ", ")
        let event = events.first { $0.session == id }
        return Record(
            .sessionGranted, "session granted: \(id)\(label) for \(definition.account): \(types)\(codes)",
            [
                (.session, "\(id)"), (.account, "\(definition.account)"), (.chain, String(definition.chainID)),
            ] + number(of: event) + caller.recordFields)
    }

    private static func record(
        _ kind: RecordKind, _ authorization: Authorization, _ what: String, by caller: Caller, _ events: [Event]
    ) -> Record {
        let event = events.last { $0.body.authorization == authorization.id }
        return Record(
            kind, "\(what) within session \(authorization.session): \(authorization.id)",
            [(.session, "\(authorization.session)"), (.authorization, "\(authorization.id)")]
                + number(of: event) + caller.recordFields)
    }

    private func recordDenial(
        _ reasons: [Reason], by caller: Caller, of name: () -> (String, [(RecordField, String)])
    ) {
        guard let first = reasons.first else { return }
        sink.write(.denied) {
            let (what, place) = name()
            var fields = place + [(.code, first.code.rawValue)]
            if let requested = first.requested { fields.append((.amount, requested.decimalText)) }
            if let remaining = first.remaining { fields.append((.remaining, remaining.decimalText)) }
            return Record(
                .denied, "denied: \(what): \(first.code.rawValue): \(Self.text(first))",
                fields + caller.recordFields)
        }
    }

    /// What the caller was told, but for the key that it chose: that is between the two of them.
    private static func text(_ reason: Reason) -> String {
        reason.code == .idempotencyConflict ? "the key was used for something else" : reason.message
    }

    /// The event's number; a repeated answer has none, as nothing happened.
    private static func number(of event: Event?) -> [(RecordField, String)] {
        event.map { [(.eventSequence, String($0.sequence))] } ?? []
    }

    private static func text(_ debits: [Debit]) -> String {
        debits.isEmpty ? "nothing" : debits.map(\.text).joined(separator: ", ")
    }
}

extension Event.Body {
    /// The authorization that the event is about, if it is about one.
    fileprivate var authorization: AuthorizationID? {
        switch self {
        case .reserved(let id, _), .settled(let id, _, _): id
        case .created, .ended: nil
        }
    }
}
