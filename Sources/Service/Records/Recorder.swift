import ControlProtocol
package import SessionKeys

/// Writes down what was granted, spent, denied and ended, and who asked.
package final class Recorder {
    private let sink: RecordSink

    /// A recorder that writes into a sink.
    package init(sink: RecordSink) { self.sink = sink }

    /// Records what was asked and answered.
    package func record(_ outcome: AnsweredExchanges) {
        // Looked up by their sessions, as one revocation may end many, and many may come together.
        let revokes = outcome.requests.contains { if case .revoke = $0.request { true } else { false } }
        let endings = revokes ? Self.endings(among: outcome.events) : [:]
        for place in outcome.requests.indices { record(place, of: outcome, endings) }
        for overreach in outcome.overreaches {
            sink.write(.denied) {
                let code = RemoteError.controlSocketOnlyCode
                return Record(
                    .denied, "denied: \(code): \(overreach.message)", [(.code, code)] + overreach.caller.recordFields)
            }
        }
    }

    /// Records sessions that ended by themselves; a revocation is recorded with what was asked, as somebody asked for
    /// it.
    package func record(endingsAmong events: [Event]) {
        for event in events {
            guard case .ended(let ending) = event.body, ending.status != .revoked else { continue }
            sink.write(.sessionEnded) { Self.ending(event, ending) }
        }
    }

    private func record(_ place: Int, of outcome: AnsweredExchanges, _ endings: [SessionID: Int]) {
        let (one, events) = (outcome.requests[place], outcome.events)
        switch (one.request, one.answer) {
        case (.create(let request), .success(.created(let id, _, let warnings))):
            guard id == request.freshID, case .success(let definition) = request.definition else { return }
            sink.write(.sessionGranted) { Self.grant(of: id, definition, warnings, by: one.caller, events) }
        case (.authorize, .success(.authorized(let authorization, let denomination))):
            sink.write(.authorized) {
                let how = authorization.reservedUntilSec == nil ? "settled at once" : "reserved"
                let what = "\(how) \(Self.text(authorization.debits, in: denomination))"
                return Self.step(.authorized, authorization, what, by: one.caller, Self.event(of: place, in: outcome))
            }
        case (.settle, .success(.settled(let authorization, let settlement, let denomination))):
            sink.write(.settled) {
                let stays = Self.text(settlement.debits, in: denomination)
                let stay = settlement.debits.isEmpty ? "stays" : "stay"
                let kept = "settled as \(settlement.outcome.rawValue), \(stays) \(stay)"
                return Self.step(.settled, authorization, kept, by: one.caller, Self.event(of: place, in: outcome))
            }
        case (.revoke, .success(.revoked(let ids))): record(revocationOf: ids, by: one.caller, events, endings)
        case (_, .success(.denied(let reasons, let session))):
            record(denialOf: one.request, within: session, reasons, by: one.caller)
        case (_, .failure(let error)):
            sink.write(.storeFailed) {
                let fields = one.request.recordFields + one.caller.recordFields
                return Record(.storeFailed, "\(one.request.recordText): \(error)", fields)
            }
        default: break
        }
    }

    /// Where the event stands by which a session has ended.
    private static func endings(among events: [Event]) -> [SessionID: Int] {
        var endings: [SessionID: Int] = [:]
        for (place, event) in events.enumerated() {
            if case .ended = event.body { endings[event.session] = place }
        }
        return endings
    }

    private func record(
        revocationOf ids: [SessionID], by caller: Caller, _ events: [Event], _ endings: [SessionID: Int]
    ) {
        for id in ids {
            guard let event = endings[id].map({ events[$0] }), case .ended(let ending) = event.body else { continue }
            sink.write(.sessionEnded) { Self.ending(event, ending, caller.recordFields) }
        }
    }

    private static func ending(_ event: Event, _ ending: Ending, _ caller: [(RecordField, String)] = []) -> Record {
        let reason = ending.reason.map { ", " + PrintableText.quoted($0) } ?? ""
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
        let label = definition.label.map { " " + PrintableText.quoted($0) } ?? ""
        let codes = warnings.isEmpty ? "" : "; warnings: " + warnings.map(\.code.rawValue).joined(separator: ", ")
        let event = events.first { $0.session == id }
        return Record(
            .sessionGranted, "session granted: \(id)\(label) for \(definition.account): \(types)\(codes)",
            [
                (.session, "\(id)"), (.account, "\(definition.account)"), (.chain, String(definition.chainID)),
            ] + number(of: event) + caller.recordFields)
    }

    private static func step(
        _ kind: RecordKind, _ authorization: Authorization, _ what: String, by caller: Caller, _ event: Event?
    ) -> Record {
        let how = event == nil ? "answered again: " : ""
        return Record(
            kind, "\(how)\(what) within session \(authorization.session): \(authorization.id)",
            [(.session, "\(authorization.session)"), (.authorization, "\(authorization.id)")]
                + number(of: event) + caller.recordFields)
    }

    /// The event that a request brought about: none where it was answered again, though one before it may have one.
    private static func event(of place: Int, in outcome: AnsweredExchanges) -> Event? {
        guard let step = outcome.requests[place].step, !outcome.requests[..<place].contains(where: { $0.step == step })
        else { return nil }
        return outcome.events.first { $0.step == step }
    }

    private func record(
        denialOf request: Request, within session: SessionID?, _ reasons: [Reason], by caller: Caller
    ) {
        guard let first = reasons.first else { return }
        sink.write(.denied) {
            var fields = request.recordFields + [(.code, first.code.rawValue)]
            if let session { fields.append((.session, "\(session)")) }
            if let requested = first.requested { fields.append((.amount, requested.decimalText)) }
            if let remaining = first.remaining { fields.append((.remaining, remaining.decimalText)) }
            let (what, why) = (Self.subject(of: request), first.recordText(of: request))
            return Record(
                .denied, "denied: \(what): \(first.code.rawValue): \(why)", fields + caller.recordFields)
        }
    }

    /// What was denied: for an authorization, which it mostly is, its session.
    private static func subject(of request: Request) -> String {
        if case .authorize(let request) = request { "session \(request.session)" } else { request.recordText }
    }

    /// The event's number; a repeated answer has none, as nothing happened.
    private static func number(of event: Event?) -> [(RecordField, String)] {
        event.map { [(.eventSequence, String($0.sequence))] } ?? []
    }

    private static func text(_ debits: [Debit], in denomination: Denomination) -> String {
        debits.isEmpty
            ? "nothing" : debits.map { denomination.text($0.amount, of: $0.kind) }.joined(separator: ", ")
    }
}
