import ControlProtocol
import ServiceTestSupport
import SessionKeys
import TestSupport
import Testing

@testable import Service

struct RecorderTests {
    /// What is recorded of a turn in which these messages are answered.
    private func records(of messages: [String], on desk: Desk, at socket: DaemonSocket = .control) throws -> [Record] {
        var records: [Record] = []
        let recorder = Recorder(sink: RecordSink(level: .debug) { records.append($0) })
        try desk.take(messages.joined(), at: socket)
        let outcome = try desk.intake.answer()
        recorder.record(outcome)
        recorder.record(endingsAmong: outcome.events)
        return records
    }

    private func value(_ field: RecordField, of record: Record?) -> String? {
        record?.fields.first { $0.field == field }?.value
    }

    @Test func `grants, debits, denials and ends carry the fields of their kind`() throws {
        try withDesk { desk in
            let hundred = Wire.session(Wire.native("0x64"))
            let granted = try records(of: [Wire.request("wallet_createSession", hundred)], on: desk)
            let session = try #require(value(.session, of: granted.first))
            let spent = try records(
                of: [
                    Wire.request("session_authorize", Wire.transfer(of: 60, within: session)),
                    Wire.request("session_authorize", Wire.transfer(of: 60, within: session)),
                ], on: desk)
            let revoked = try records(
                of: [Wire.request("session_revoke", #"{"sessionId":"\#(session)","reason":"lost"}"#)], on: desk)
            let authorization = try #require(value(.authorization, of: spent.first))
            let settled = try records(
                of: [
                    Wire.request("session_settle", #"{"authorizationId":"\#(authorization)","outcome":"dropped"}"#),
                    Wire.request("session_settle", #"{"authorizationId":"\#(authorization)","outcome":"success"}"#),
                ], on: desk)
            let all = granted + spent + revoked + settled
            #expect(
                all.map(\.kind) == [.sessionGranted, .authorized, .denied, .sessionEnded, .settled, .denied])
            for record in all {
                let names = Set(record.fields.map(\.field))
                #expect(names.isSuperset(of: record.kind.fields), "\(record)")
                #expect(names.count == record.fields.count, "\(record)")
            }
            #expect(value(.code, of: spent.last) == "native_allowance_exceeded")
            #expect(value(.amount, of: spent.last) == "60" && value(.remaining, of: spent.last) == "40")
            #expect(value(.chain, of: granted.first) == "1" && value(.socket, of: granted.first) == "control")
            #expect(all.compactMap { value(.eventSequence, of: $0) } == ["1", "2", "3", "4"])
            #expect(value(.code, of: settled.last) == "already_settled")
            #expect(settled.map { value(.session, of: $0) } == [session, session])
            #expect(settled.first?.message.hasPrefix("settled as dropped, nothing stays within ") == true)
        }
    }

    @Test func `whatever a caller brought about says who that was, and what ends by itself nobody`() throws {
        try withDesk { desk in
            let atOnce = #","idempotencyKey":"k","settle":true"#
            let granted = try records(of: [Wire.request("wallet_createSession", Wire.session())], on: desk)
            let revoked = try #require(value(.session, of: granted.first))
            let exhausted = try desk.createSession()
            let ended =
                try records(of: [Wire.request("session_revoke", #"{"sessionId":"\#(revoked)"}"#)], on: desk)
                + records(
                    of: [
                        Wire.request(
                            "session_authorize", Wire.transfer(of: 100, within: exhausted, more: atOnce))
                    ], on: desk)
            let asked = granted + ended.filter { $0.kind != .sessionEnded || value(.code, of: $0) == "revoked" }
            #expect(asked.map(\.kind) == [.sessionGranted, .sessionEnded, .authorized])
            for record in asked {
                #expect(RecordField.caller.map { value($0, of: record) } == ["7", "8", "9", "control"], "\(record)")
            }
            let alone = ended.filter { value(.code, of: $0) == "exhausted" }
            #expect(alone.count == 1 && value(.peerUID, of: alone.first) == nil)
        }
    }

    @Test func `what a spender asks for that only the other socket offers is a denial, and says who it was`() throws {
        try withDesk { desk in
            let id = "0x" + String(repeating: "0", count: 32)
            let settlement = Wire.request("session_settle", #"{"authorizationId":"\#(id)","outcome":"dropped"}"#)
            let asked = [Wire.request("wallet_createSession", Wire.session()), "[\(settlement)]"]
            let records = try records(of: asked, on: desk, at: .spend)
            #expect(
                records.map(\.message) == [
                    "denied: control_socket_only: wallet_createSession needs the control socket",
                    "denied: control_socket_only: a settlement that gives something back needs the control socket",
                ])
            for record in records {
                #expect(record.kind == .denied && value(.code, of: record) == "control_socket_only")
                #expect(RecordField.caller.map { value($0, of: record) } == ["7", "8", "9", "spend"])
            }
        }
    }

    @Test func `what is repeated is told without an event of its own`() throws {
        try withDesk { desk in
            let session = try desk.createSession()
            let request = Wire.request(
                "session_authorize", Wire.transfer(within: session, more: #","idempotencyKey":"k""#))
            let records = try records(of: [request], on: desk) + records(of: [request], on: desk)
            #expect(records.map(\.kind) == [.authorized, .authorized])
            #expect(records.map { value(.eventSequence, of: $0) } == ["2", nil])
            #expect(records.map { $0.message.hasPrefix("answered again: reserved ") } == [false, true])
        }
    }

    @Test func `each record has the number of the event that it tells of, whatever else the turn did`() throws {
        try withDesk { desk in
            let session = try desk.createSession()
            let request = Wire.request(
                "session_authorize", Wire.transfer(within: session, more: #","idempotencyKey":"k""#))
            let first = try records(of: [request, request], on: desk)
            #expect(first.map { value(.eventSequence, of: $0) } == ["2", nil])
            let authorization = try #require(value(.authorization, of: first.first))
            let settlement = Wire.request(
                "session_settle", #"{"authorizationId":"\#(authorization)","outcome":"success"}"#)
            let second = try records(of: [request, settlement, settlement], on: desk)
            #expect(second.map(\.kind) == [.authorized, .settled, .settled])
            #expect(second.map { value(.eventSequence, of: $0) } == [nil, "3", nil])
            #expect(second.map { $0.message.hasPrefix("answered again: ") } == [true, false, true])
        }
    }

    @Test func `a reason cannot make its record look like another`() throws {
        try withDesk { desk in
            let session = try desk.createSession()
            let revocation = Wire.request(
                "session_revoke", #"{"sessionId":"\#(session)","reason":"mislaid\u202e\u2028 Zoë\", \"by \\me"}"#)
            let message = try #require(try records(of: [revocation], on: desk).first?.message)
            #expect(message.hasSuffix(#", "mislaid\u{202e}\u{2028} Zoë\", \"by \\me""#), "\(message)")
        }
    }

    @Test func `amounts are told in what the session counts in`() throws {
        try withDesk { desk in
            let gasLimit = #"{"type":"gas-limit","data":{"limit":"0xffffffffffff"}}"#
            let definition = Wire.session("\(Wire.native("0x64")),\(gasLimit)", more: #","gasLimitUnit":"wei""#)
                .replacing(#""chainId":"0x1""#, with: #""chainId":"0x89""#)
            let granted = try records(of: [Wire.request("wallet_createSession", definition)], on: desk)
            let session = try #require(value(.session, of: granted.first))
            let gas = ["preVerificationGas", "verificationGasLimit", "callGasLimit"].map { #""\#($0)":"0x3e8""# }
            let more = #","idempotencyKey":"k","gas":{"maxFeePerGas":"0x3b9aca00",\#(gas.joined(separator: ","))}"#
            let request = Wire.request("session_authorize", Wire.transfer(of: 60, within: session, more: more))
            let reserved = try records(of: [request], on: desk)
            let message = try #require(reserved.first?.message)
            #expect(message.hasPrefix("reserved 60 wei, 0.000003 POL for gas within session "), "\(message)")
            let authorization = try #require(value(.authorization, of: reserved.first))
            let settlement = #"{"authorizationId":"\#(authorization)","outcome":"reverted"}"#
            let settling = Wire.request("session_settle", settlement)
            let settled = try records(of: [settling, settling], on: desk).map(\.message)
            let words = "settled as reverted, 0.000003 POL for gas stay within session "
            #expect(settled.map { $0.hasPrefix(words) } == [true, false], "\(settled)")
            #expect(settled.last?.hasPrefix("answered again: \(words)") == true)
        }
    }

    @Test func `a store that fails is told of`() throws {
        let desk = Desk(BrokenLedger(.cannotWrite("no space")))
        let records = try records(of: [Wire.request("wallet_createSession", Wire.session())], on: desk)
        #expect(records.map(\.kind) == [.storeFailed])
        #expect(records.first?.kind.level.rawValue == 2)
        #expect(records.first?.message == "a creation: the store cannot write: no space")
    }

    @Test func `what the store failed at is told, with the session that was named`() throws {
        let desk = Desk(BrokenLedger(.cannotRead("a bad sector")))
        let session = "0x\(String(repeating: "7", count: 32))"
        let records = try records(
            of: [
                Wire.request("session_authorize", Wire.transfer(within: session)),
                Wire.request("session_revoke", #"{"sessionId":"\#(session)"}"#), Wire.request("session_list"),
            ], on: desk)
        #expect(records.map { value(.session, of: $0) } == [session, session, nil])
        #expect(
            records.map { $0.message.prefix { $0 != ":" } } == [
                "an authorization within session \(session)", "revocation of session \(session)",
                "a listing of sessions",
            ])
    }
}
