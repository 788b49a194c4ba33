/// What stands around each event that a subscriber is sent: the same each time, so that it is written once.
package struct NotificationEnvelope: Sendable {
    let start: [UInt8]
    let end: [UInt8]

    /// The envelope of a subscription's notifications.
    package init(_ method: StaticString, subscription: String) {
        var writer = JSONWriter()
        var length = 0
        writer.object { object in
            object.member("jsonrpc", word: "2.0")
            object.member("method", word: method)
            object.object("params") { parameters in
                parameters.member("subscription", string: subscription)
                parameters.key("result")
                length = parameters.bytes.count
            }
        }
        start = Array(writer.bytes[..<length])
        end = Array(writer.bytes[length...])
    }
}
