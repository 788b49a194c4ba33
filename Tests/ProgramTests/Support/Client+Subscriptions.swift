import ControlProtocol
import TestSupport
import Testing

extension Client {
    /// Subscribes and gives the subscription's id.
    func subscribe(_ options: String = "{}", style: SubscriptionStyle = .session) throws -> String {
        try send(style.request(options))
        let answer = try self.answer()
        return try #require(answer["result"]?.string, "\(answer.text)")
    }

    /// The events of the next notifications, which must be the subscription's and carry no id.
    func events(of id: String, count: Int, style: SubscriptionStyle = .session) throws -> [JSONValue] {
        try (0..<count).map { _ in
            let notification = try answer()
            #expect(notification["id"] == nil && notification["jsonrpc"]?.string == "2.0")
            #expect(notification["method"]?.string == "\(style.rawValue)_subscription")
            #expect(notification["params"]?["subscription"]?.string == id)
            return try #require(notification["params"]?["result"])
        }
    }

    /// The numbers of the next events.
    func numbers(of id: String, count: Int, style: SubscriptionStyle = .session) throws -> [Int64?] {
        try events(of: id, count: count, style: style).map { $0["seq"]?.integer }
    }

    /// Makes a history of so many events: a session and its authorizations.
    func makeHistory(of count: Int) throws -> String {
        let session = try createSession()
        let request = Wire.request("session_authorize", Wire.transfer(within: session))
        for first in stride(from: 1, to: count, by: 500) {
            let requests = [String](repeating: request, count: min(500, count - first))
            try send("[\(requests.joined(separator: ","))]")
            _ = try answer()
        }
        #expect(try lastEvent() == Int64(count))
        return session
    }
}
