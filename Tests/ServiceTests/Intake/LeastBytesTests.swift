import ControlProtocol
import ServiceTestSupport
import SessionKeys
import Testing
import TestSupport

@testable import Service

@Suite("What an entry takes at least") struct LeastBytesTests {
    /// How long an entry is in an answer.
    private func length(_ write: (inout JSONWriter) -> Void) -> Int {
        var writer = JSONWriter()
        write(&writer)
        return writer.bytes.count
    }

    @Test func `is no more than what is written of it, and bounds what is read`() throws {
        try withDesk { desk in
            let session = try desk.createSession()
            let authorize = Wire.request("session_authorize", Wire.transfer(of: 0, within: session))
            let settle = Wire.request(
                "session_authorize", Wire.transfer(within: session, more: #","settle":true"#))
            let revoke = Wire.request("session_revoke", #"{"sessionId":"\#(session)"}"#)
            _ = try desk.ask(authorize + settle + revoke)
            let found = SessionID(wire: session.utf8Span.span)
            let id = try #require(found)
            let queries: [Query] = [
                .sessions(SessionFilter(), PageRequest(limit: 9)), .authorizations(id, PageRequest(limit: 9)),
                .events(after: 0, session: nil, limit: 9),
            ]
            var count = 0
            let answered = try desk.ledger.commit(queries.map(Request.read), at: desk.daemonClock.moment, clock: nil)
            for answer in answered.answers {
                let sizes: [(least: Int, written: Int)] =
                    switch try answer.get() {
                    case .sessions(let page):
                        page.entries.compactMap(\.record).map { record in
                            (record.leastBytes, length { $0.session(record) })
                        }
                    case .authorizations(let page):
                        page.entries.map { entry in (entry.leastBytes, length { $0.authorization(entry) }) }
                    case .events(let events, _):
                        events.map { entry in (entry.leastBytes, length { $0.event(entry) }) }
                    default: []
                    }
                count += sizes.count
                for size in sizes { #expect(size.least <= size.written && size.written <= 2 * size.least) }
            }
            #expect(count == 7)
        }
    }
}
