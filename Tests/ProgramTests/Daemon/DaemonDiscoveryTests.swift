import ControlProtocol
import Testing

/// `rpc.discover`, held against what is dispatched.
struct DaemonDiscoveryTests {
    private func document(_ daemon: DaemonProcess, _ socket: DaemonSocket) throws -> [JSONValue] {
        let document = try daemon.connect(socket).result("rpc.discover", "[]")
        #expect(document["openrpc"]?.string == "1.3.2")
        return Array(try #require(document["methods"]).elements)
    }

    /// The methods that take their parameters in this form: at least one.
    private func methods(_ form: String, _ daemon: DaemonProcess, _ socket: DaemonSocket) throws -> [JSONValue] {
        let found = try document(daemon, socket).filter { $0["paramStructure"]?.string == form }
        try #require(!found.isEmpty, "no method takes its parameters \(form)")
        return found
    }

    /// The parameters of a method as JSON: those of these names, with values that fit their schemas.
    private func parameters(of method: JSONValue, _ names: Set<String>, more: [String] = []) throws -> String {
        let fields = try #require(method["params"]).elements.filter { names.contains($0["name"]?.string ?? "") }
        let values = try fields.map { try Sample.value(of: try #require($0["schema"])) }
        guard method["paramStructure"]?.string == "by-name" else {
            return "[\((values + more).joined(separator: ","))]"
        }
        let members = zip(fields, values).map { "\($0["name"]?.text ?? ""):\($1)" }
        return "{\((members + more).joined(separator: ","))}"
    }

    private func names(of method: JSONValue, onlyRequired: Bool) throws -> [String] {
        try #require(method["params"]).elements.filter { !onlyRequired || $0["required"]?.bool == true }
            .compactMap { $0["name"]?.string }
    }

    /// What a request to a method comes to, over a connection of its own: subscribing must not get in the way.
    private func failure(_ daemon: DaemonProcess, _ socket: DaemonSocket, _ method: JSONValue, _ parameters: String)
        throws
        -> Failure?
    {
        Failure(try daemon.connect(socket).request(try #require(method["name"]?.string), parameters))
    }

    @Test(arguments: DaemonSocket.allCases)
    func `the document names what the socket offers, and nothing else is offered`(socket: DaemonSocket) throws {
        try withDaemon { daemon in
            let described = try document(daemon, socket).compactMap { $0["name"]?.string }
            #expect(Set(described).count == described.count)
            let answered = try Method.allCases.map(\.rawValue).filter { name in
                let failure = Failure(try daemon.connect(socket).request(name, "[]"))
                return failure?.code != "control_socket_only" && failure?.number != -32601
            }
            #expect(described == answered)
            #expect(socket == .control || described.count == 7)
        }
    }

    @Test(arguments: DaemonSocket.allCases)
    func `every field that is described is known, and no other is`(socket: DaemonSocket) throws {
        try withDaemon { daemon in
            for method in try methods("by-name", daemon, socket) {
                let required = try names(of: method, onlyRequired: true)
                for name in try names(of: method, onlyRequired: false) {
                    let failure = try failure(
                        daemon, socket, method, try parameters(of: method, Set(required + [name])))
                    #expect(failure?.message.contains("no field that is known") != true, "\(method.text): \(name)")
                }
                let unknown = try parameters(of: method, Set(required), more: [#""surprise":1"#])
                let failure = try failure(daemon, socket, method, unknown)
                #expect(failure?.number == -32602 && failure?.path == "surprise", "\(method.text)")
                #expect(failure?.message.contains("no field that is known") == true)
            }
        }
    }

    @Test(arguments: DaemonSocket.allCases)
    func `every field that is required is missed where it is missing`(socket: DaemonSocket) throws {
        try withDaemon { daemon in
            for method in try methods("by-name", daemon, socket) {
                let required = try names(of: method, onlyRequired: true)
                for name in required {
                    let without = try parameters(of: method, Set(required).subtracting([name]))
                    let failure = try failure(daemon, socket, method, without)
                    #expect(failure?.number == -32602 && failure?.path == name, "\(method.text): \(name)")
                }
            }
        }
    }

    @Test(arguments: DaemonSocket.allCases)
    func `values of the form that is described are of a form that is read`(socket: DaemonSocket) throws {
        try withDaemon { daemon in
            for method in try methods("by-name", daemon, socket) {
                let required = try names(of: method, onlyRequired: true)
                for name in try names(of: method, onlyRequired: false) {
                    let failure = try failure(
                        daemon, socket, method, try parameters(of: method, Set(required + [name])))
                    // Whether they make sense together is another question: its answer names another place or says so.
                    let isForm = failure?.path == name && failure?.message.contains("must be") == true
                    #expect(!isForm, "\(method.text): \(name): \(failure?.description ?? "")")
                }
            }
        }
    }

    @Test(arguments: DaemonSocket.allCases)
    func `objects within parameters are as strict as their description`(socket: DaemonSocket) throws {
        try withDaemon { daemon in
            for method in try methods("by-name", daemon, socket) {
                for field in try #require(method["params"]).elements {
                    let name = try #require(field["name"]?.string)
                    guard let (value, place) = try Sample.surprise(in: try #require(field["schema"])) else { continue }
                    // Gas stands beside calls and nowhere else.
                    let others = try names(of: method, onlyRequired: true) + (name == "gas" ? ["calls"] : [])
                    let wrong = try parameters(
                        of: method, Set(others).subtracting([name]), more: ["\"\(name)\":\(value)"])
                    let failure = try failure(daemon, socket, method, wrong)
                    #expect(failure?.path == "\(name)\(place).surprise", "\(method.text): \(name)")
                }
            }
        }
    }

    @Test(arguments: DaemonSocket.allCases)
    func `a settlement is described as the socket takes it`(socket: DaemonSocket) throws {
        try withDaemon { daemon in
            let settle = try #require(document(daemon, socket).first { $0["name"]?.string == "session_settle" })
            let isAll = socket == .control
            let names = try names(of: settle, onlyRequired: false)
            #expect(names == ["authorizationId", "outcome"] + (isAll ? ["actualGasUsed"] : []))
            let fields = try #require(settle["params"]).elements
            let outcome = try #require(fields.first { $0["name"]?.string == "outcome" })
            let outcomes = try #require(outcome["schema"]?["enum"]).elements.compactMap(\.string)
            #expect(outcomes == (isAll ? ["success", "reverted", "dropped"] : ["success"]))
            for outcome in outcomes {
                let id = "0x" + String(repeating: "0", count: 32)
                let values = #"{"authorizationId":"\#(id)","outcome":"\#(outcome)"}"#
                #expect(try failure(daemon, socket, settle, values)?.code == "unknown_authorization")
            }
        }
    }

    @Test func `methods by position take what is described by position`() throws {
        try withDaemon { daemon in
            for method in try methods("by-position", daemon, .control) {
                let all = try names(of: method, onlyRequired: false)
                #expect(try failure(daemon, .control, method, try parameters(of: method, Set(all))) == nil)
                let missing = try failure(daemon, .control, method, "[]")
                #expect(missing?.number == -32602 && missing?.path == "[0]")
                let tooMany = try parameters(of: method, Set(all), more: ["1"])
                #expect(try failure(daemon, .control, method, tooMany)?.number == -32602)
            }
        }
    }
}
