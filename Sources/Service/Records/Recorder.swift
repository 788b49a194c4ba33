internal import ControlProtocol
internal import SessionKeys
internal import UnixSocket

/// Writes down what a turn came to: what was granted, spent, denied and ended, and who asked.
final class Recorder {
    private let sink: RecordSink
    private var denialLimit = DenialLimit()

    init(sink: RecordSink) { self.sink = sink }

    /// Records the cases of a turn.
    func record(_ outcome: Outcome, at second: Int64) {
        let omitted = denialLimit.takeOmitted(at: second)
        if omitted > 0 {
            sink.write(Record(.denialsOmitted, "\(omitted) more denials are not shown; each caller was told"))
        }
        for one in outcome.cases { record(one, at: second) }
    }

    /// Records sessions that ended, whoever or whatever ended them.
    func record(endingsAmong events: [Event]) {
        for event in events {
            guard case .ended(let ending) = event.body else { continue }
            let reason = ending.reason.map { ", \"\($0)\"" } ?? ""
            sink.write(
                Record(
                    .sessionEnded, "session \(ending.status.rawValue): \(event.session)\(reason)",
                    [
                        ("LEASH_SESSION", "\(event.session)"), ("LEASH_CODE", ending.status.rawValue),
                        ("LEASH_EVENT_SEQ", String(event.sequence)),
                    ]))
        }
    }

    private func record(_ one: Outcome.Case, at second: Int64) {
        switch (one.request, one.answer) {
        case (.create(let request), .success(.created(let id, _, let warnings))):
            guard id == request.freshID, case .success(let definition) = request.definition else { return }
            record(id, definition, warnings, by: one.caller)
        case (.authorize, .success(.authorized(let authorization))) where sink.wants(.authorized):
            let how = authorization.reservedUntilSec == nil ? "settled at once" : "reserved"
            record(.authorized, authorization, "\(how) \(Self.text(authorization.debits))", by: one.caller)
        case (.settle, .success(.settled(let authorization, let settlement))) where sink.wants(.settled):
            let kept = "settled as \(settlement.outcome.rawValue), \(Self.text(settlement.debits)) stay"
            record(.settled, authorization, kept, by: one.caller)
        case (.authorize(let request), .success(.denied(let reasons))):
            recordDenial(
                of: "session \(request.session)", ("LEASH_SESSION", "\(request.session)"), reasons, one.caller, second)
        case (.settle(let request), .success(.denied(let reasons))):
            let id = "\(request.authorization)"
            recordDenial(of: "settlement of \(id)", ("LEASH_AUTHORIZATION", id), reasons, one.caller, second)
        case (_, .failure(let error)): sink.write(Record(.storeFailed, "\(error)", Self.fields(of: one.caller)))
        default: break
        }
    }

    private func record(_ id: SessionID, _ definition: SessionDefinition, _ warnings: [GrantWarning], by caller: Caller)
    {
        let types = definition.permissions.map(\.type.rawValue).joined(separator: ", ")
        let label = definition.label.map { " \"\($0)\"" } ?? ""
        let codes = warnings.isEmpty ? "" : "; warnings: " + warnings.map(\.code.rawValue).joined(separator: ", ")
        sink.write(
            Record(
                .sessionGranted, "session granted: \(id)\(label) for \(definition.account): \(types)\(codes)",
                [
                    ("LEASH_SESSION", "\(id)"), ("LEASH_ACCOUNT", "\(definition.account)"),
                    ("LEASH_CHAIN", String(definition.chainID)),
                ] + Self.fields(of: caller)))
    }

    private func record(_ kind: RecordKind, _ authorization: Authorization, _ what: String, by caller: Caller) {
        sink.write(
            Record(
                kind, "\(what) within session \(authorization.session): \(authorization.id)",
                [("LEASH_SESSION", "\(authorization.session)"), ("LEASH_AUTHORIZATION", "\(authorization.id)")]
                    + Self.fields(of: caller)))
    }

    private func recordDenial(
        of what: String, _ field: (String, String), _ reasons: [Reason], _ caller: Caller, _ second: Int64
    ) {
        guard let first = reasons.first, sink.wants(.denied), denialLimit.admits(at: second) else { return }
        var fields = [field, ("LEASH_CODE", first.code.rawValue)]
        if let requested = first.requested { fields.append(("LEASH_AMOUNT", requested.decimalText)) }
        if let remaining = first.remaining { fields.append(("LEASH_REMAINING", remaining.decimalText)) }
        sink.write(
            Record(
                .denied, "denied: \(what): \(first.code.rawValue): \(first.message)", fields + Self.fields(of: caller)))
    }

    private static func fields(of caller: Caller) -> [(name: String, value: String)] {
        [
            ("LEASH_PEER_UID", String(caller.peer.uid)), ("LEASH_PEER_PID", String(caller.peer.pid)),
            ("LEASH_SOCKET", caller.door.rawValue),
        ]
    }

    private static func text(_ debits: [Debit]) -> String {
        debits.isEmpty ? "nothing" : debits.map(\.text).joined(separator: ", ")
    }
}
