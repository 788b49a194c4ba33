import ControlProtocol
import Descriptors
import TestSupport
import Testing

/// What most tests ask for.
extension Client {
    /// Creates a session and gives its id.
    func createSession(_ parameters: String = Wire.session()) throws -> String {
        try #require(try result("wallet_createSession", parameters)["sessionId"]?.string)
    }

    /// Creates sessions that soon expire in the same second, in one message: all of them or none, as they are decided at
    /// one moment. Where the machine was too slow for it, again with more time.
    func createExpiringSessions(_ count: Int = 1) throws -> (ids: [String], expirySec: Int64) {
        var lead: Int64 = 2
        while true {
            let expirySec = SystemClock.unixMilliseconds() / 1000 + lead
            let request = Wire.request("wallet_createSession", Wire.session(expirySec: expirySec))
            try send("[" + [String](repeating: request, count: count).joined(separator: ",") + "]")
            let ids = try answer().elements.compactMap { $0["result"]?["sessionId"]?.string }
            if ids.count == count { return (ids, expirySec) }
            lead *= 2
        }
    }

    /// Authorizes a transfer and gives the authorization's id.
    @discardableResult
    func authorize(_ value: String = "0x1", within session: String, more: String = "") throws -> String {
        let result = try result("session_authorize", Wire.transfer(value, within: session, more: more))
        return try #require(result["authorizationId"]?.string)
    }

    func session(_ id: String) throws -> JSONValue { try result("session_get", #"{"sessionId":"\#(id)"}"#) }

    /// All events after a number, page by page.
    func events(after first: Int64 = 0) throws -> [JSONValue] {
        var events: [JSONValue] = []
        var after = first
        while true {
            let page = try #require(try result("session_events", #"{"after":\#(after),"limit":1000}"#)["events"])
            guard let last = Array(page.elements).last?["seq"]?.integer else { return events }
            events += page.elements
            after = last
        }
    }

    /// The number of the newest event.
    func lastEvent() throws -> Int64 { try #require(try result("session_events", #"{"limit":1}"#)["last"]?.integer) }

    /// How many connections there are at a socket.
    func connections(at socket: DaemonSocket) throws -> Int64? {
        try result("daemon_status")["connections"]?[socket.rawValue]?.integer
    }

    /// Every authorization of a session, page by page, the newest first.
    func authorizations(of session: String) throws -> [JSONValue] {
        var all: [JSONValue] = []
        var cursor = ""
        while true {
            let page = try result("session_authorizations", #"{"sessionId":"\#(session)","limit":1000\#(cursor)}"#)
            all += try #require(page["authorizations"]).elements
            guard let next = page["nextCursor"]?.string else { return all }
            cursor = #","cursor":"\#(next)""#
        }
    }
}
