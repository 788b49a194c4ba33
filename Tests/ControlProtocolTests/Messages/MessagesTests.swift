import ControlProtocol
import SessionKeys
import Testing

/// Messages as they are read, and envelopes as they are written.
struct MessagesTests {
    private func read(_ text: String, requestsPerMessage: Int = 3) throws -> Message {
        var reader = FrameReader(maximumMessageSize: 1 << 16)
        reader.append(Array(text.utf8))
        return try Message(try #require(try reader.next()), requestsPerMessage: requestsPerMessage)
    }

    private func request(_ text: String) throws -> RequestMessage {
        guard case .single(let request) = try read(text) else { throw NoSingleRequest() }
        return request
    }

    private struct NoSingleRequest: Error {}

    /// The error that stands in the request's place.
    private func error(of request: RequestMessage) -> RemoteError? {
        guard case .failure(let error) = request.content else { return nil }
        return error
    }

    /// The error that stands in the message's place, and whether the connection is to be closed after it.
    private func failure(of text: String) -> (error: RemoteError, isUnparsable: Bool)? {
        do {
            _ = try read(text)
            return nil
        } catch let failure as Message.Failure {
            switch failure {
            case .unparsable(let error): return (error, true)
            case .refused(let error): return (error, false)
            }
        } catch {
            return nil
        }
    }

    @Test func `a request is its method and its parameters, under its id`() throws {
        let request = try request(#"{"jsonrpc":"2.0","id":"a","method":"m","params":[1]}"#)
        let content = try request.content.get()
        #expect(request.id?.json == #""a""# && !request.isNotification)
        #expect(content.method == .unknown("m") && content.parameters?.count == 1)
    }

    @Test(arguments: ["session_check", #"\u0073ession_check"#])
    func `a method is known by what its name says, however that is spelled`(name: String) throws {
        let request = try request(#"{"jsonrpc":"2.0","id":1,"method":"\#(name)"}"#)
        #expect(try request.content.get().method == .known(.check))
    }

    @Test func `only what is well-formed and has no id is a notification`() throws {
        #expect(try request(#"{"jsonrpc":"2.0","method":"m"}"#).isNotification)
        #expect(try !request(#"{"jsonrpc":"2.0","id":null,"method":"m"}"#).isNotification)
        #expect(try !request(#"{"jsonrpc":"2.0"}"#).isNotification)
        #expect(try !request(#"{"method":"m"}"#).isNotification)
    }

    @Test(arguments: ["true", "false", "{}", "[]"])
    func `an id of another kind is nobody's id`(id: String) throws {
        let request = try request(#"{"jsonrpc":"2.0","id":\#(id),"method":"m"}"#)
        #expect(request.id == nil && !request.isNotification)
        #expect(error(of: request)?.code == -32600)
    }

    @Test func `a batch holds what its elements are, each by itself`() throws {
        guard case .batch(let requests) = try read(#"[7,{"jsonrpc":"2.0","id":1,"method":"m"},[]]"#) else {
            throw NoSingleRequest()
        }
        #expect(requests.map { error(of: $0)?.code } == [-32600, nil, -32600])
    }

    @Test func `an empty batch and one over its limit are refused as a whole`() throws {
        #expect(failure(of: "[]")?.error.code == -32600)
        #expect(failure(of: "[1,2,3,4]")?.error.message == "a batch of 4 requests; at most 3")
        #expect(failure(of: "[1,2,3,4]")?.isUnparsable == false)
        #expect(failure(of: "[1,2,3]") == nil)
    }

    @Test func `what is no JSON cannot be followed further; what is ambiguous can`() throws {
        for text in [#"{"a":}"#, "[1 2]", #"["\q"]"#] {
            #expect(failure(of: text)?.error.code == -32700)
            #expect(failure(of: text)?.isUnparsable == true)
        }
        let deep = String(repeating: "[", count: 33) + String(repeating: "]", count: 33)
        for text in [#"{"a":1,"a":1}"#, deep] {
            #expect(failure(of: text)?.error.code == -32600)
            #expect(failure(of: text)?.isUnparsable == false)
        }
    }

    private func written(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        write(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func `a result that fails half-way is an error and nothing else`() {
        let text = written { writer in
            writer.response(to: nil) { result throws(RemoteError) in
                result.string("half")
                throw .unknownSession(SessionID(7))
            }
        }
        #expect(!text.contains("half") && !text.contains("result"))
        #expect(
            text.contains(
                #""id":null,"error":{"code":-32001,"message":"there is no session 0x00000000000000000000000000000007""#)
        )
    }

    @Test func `an error has data only where there is some`() {
        #expect(!written { $0.response(to: nil, error: .unparsable("no")) }.contains("data"))
        let fault = RemoteError.invalid(ValueFault(.tooMany, at: "permissions", "65 of them"))
        let text = written { $0.response(to: nil, error: fault) }
        #expect(text.contains(#""message":"permissions: 65 of them","data":{"code":"too_many","path":"permissions"}"#))
    }

    @Test func `a notification has no id, and holds the event`() {
        let text = written {
            $0.notification(in: NotificationEnvelope("eth_subscription", subscription: "0x1")) {
                $0.object { $0.member("seq", integer: 1) }
            }
        }
        #expect(
            text == #"{"jsonrpc":"2.0","method":"eth_subscription","params":{"subscription":"0x1","result":{"seq":1}}}"#
        )
    }

    @Test func `every method is found by its name and by no other`() {
        for method in Method.allCases {
            for (name, found) in [
                (method.rawValue, method), (method.rawValue + "x", nil), ("X" + method.rawValue, nil),
            ] {
                #expect(Method(name: name.utf8Span.span) == found)
            }
        }
    }
}
