import SessionKeys

/// One JSON-RPC request, or why it is none.
package struct RequestMessage: Sendable {
    /// The id as it came; `nil` for a notification, which gets no answer.
    package let id: RequestID?
    /// What it asks, or why it is no request.
    package let content: Result<Content, RemoteError>

    /// What a well-formed request asks.
    package struct Content: Sendable {
        /// What is to be done.
        package let method: MethodName
        /// An array or an object, if there are any.
        package let parameters: JSONValue?
    }

    /// Reads one element of a batch, or a whole message.
    package init(_ value: JSONValue) {
        guard value.kind == .object else {
            id = nil
            content = .failure(.invalidRequest("a request is an object"))
            return
        }
        let given = value[member: "id"]
        id = given.flatMap(RequestID.init)
        let isSound = given == nil || id != nil
        content = isSound ? Self.content(of: value) : .failure(.invalidRequest("id: a string, a number or null"))
    }

    /// Whether nobody waits for an answer: without an id, and otherwise well-formed.
    package var isNotification: Bool {
        guard id == nil, case .success = content else { return false }
        return true
    }

    private static func content(of value: JSONValue) -> Result<Content, RemoteError> {
        guard value.member("jsonrpc", says: "2.0") else {
            return .failure(.invalidRequest("jsonrpc: must be \"2.0\""))
        }
        guard let method = value.withText(ofMember: "method", MethodName.init) else {
            return .failure(.invalidRequest("method: a string is missing"))
        }
        let parameters = value[member: "params"]
        guard parameters.map({ $0.kind == .object || $0.kind == .array }) ?? true else {
            return .failure(.invalidRequest("params: an array or an object"))
        }
        return .success(Content(method: method, parameters: parameters))
    }
}
