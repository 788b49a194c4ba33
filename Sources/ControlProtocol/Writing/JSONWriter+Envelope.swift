/// The envelopes of JSON-RPC 2.0 around results, errors and notifications.
extension JSONWriter {
    /// A response: the result that the body writes, or the error that it throws instead.
    ///
    /// - Parameters:
    ///   - id: the request's id, as it came; `nil` is answered as null.
    ///   - body: writes the one value of the result; what it wrote before it failed is taken back.
    package mutating func response(to id: RequestID?, _ body: (inout JSONWriter) throws(RemoteError) -> Void) {
        object { object in
            object.member("jsonrpc", word: "2.0")
            object.key("id")
            if let id { object.raw(id.json.utf8) } else { object.null() }
            do throws(RemoteError) {
                try object.attempt { result throws(RemoteError) in
                    result.key("result")
                    try body(&result)
                }
            } catch {
                object.member("error", error: error)
            }
        }
    }

    /// A response that is an error.
    package mutating func response(to id: RequestID?, error: RemoteError) {
        response(to: id) { _ throws(RemoteError) in throw error }
    }

    private mutating func member(_ name: StaticString, error: RemoteError) {
        key(name)
        self.error(error)
    }

    /// An error as a response carries it.
    package mutating func error(_ error: RemoteError) {
        object { object in
            object.member("code", integer: error.code)
            object.member("message", string: error.message)
            guard let code = error.dataCode else { return }
            object.object("data") { data in
                data.member("code", string: code)
                if let path = error.path { data.member("path", string: path) }
                if !error.reasons.isEmpty { data.member("reasons", reasons: error.reasons) }
            }
        }
    }

    /// A notification to a subscriber, of the event that the body writes.
    package mutating func notification(in envelope: NotificationEnvelope, event: (inout JSONWriter) -> Void) {
        surrounded(by: envelope.start, envelope.end, event)
    }
}
