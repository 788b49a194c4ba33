import ControlProtocol
import SessionKeys

/// Understands requests: who may ask what, and what is asked. Nothing is looked up and nothing changes here.
struct Router {
    let random: RandomPool

    /// What the request comes to, or why it comes to nothing.
    func action(for content: consuming RequestMessage.Content, from caller: Caller) -> Action {
        let method: Method
        switch content.method {
        case .known(let known): method = known
        case .unknown(let name): return .refuse(.unknownMethod(name))
        }
        guard caller.socket == .control || method.isOfferedToSpenders else {
            return .refuse(.controlSocketOnly(method.rawValue))
        }
        do throws(ValueFault) {
            return try action(for: method, content.parameters, from: caller)
        } catch {
            return .refuse(.invalid(error))
        }
    }

    private func action(
        for method: Method, _ parameters: consuming JSONValue?, from caller: Caller
    ) throws(ValueFault) -> Action {
        switch method {
        case .createSession: return .ask(.create(try creation(try ParameterList.object(parameters))))
        case .getSession: return .ask(.read(.session(try reader(method, parameters).sessionID("sessionId"))))
        case .listSessions: return .ask(.read(try listing(try reader(method, parameters))))
        case .check: return .ask(try check(try reader(method, parameters)))
        case .authorize: return .ask(.authorize(try authorization(try reader(method, parameters))))
        case .settle: return try settlement(try reader(method, parameters), from: caller)
        case .listAuthorizations: return .ask(.read(try authorizations(try reader(method, parameters))))
        case .revoke: return .ask(.revoke(try revocation(try reader(method, parameters))))
        case .listEvents: return .ask(.read(try events(try reader(method, parameters))))
        case .subscribe: return try subscription(try reader(method, parameters), style: .session)
        case .ethSubscribe: return try ethSubscription(parameters)
        case .unsubscribe, .ethUnsubscribe: return .unsubscribe(try subscriptionID(parameters))
        case .confirmClock:
            _ = try reader(method, parameters)
            return .confirmClock
        case .backUp:
            _ = try reader(method, parameters)
            return .backUp
        case .readBackup:
            return .readBackup(try backupOffset(try reader(method, parameters)))
        case .status: return try daemonQuery(.status, method, parameters)
        case .metrics: return try daemonQuery(.metrics, method, parameters)
        case .clientVersion: return try daemonQuery(.clientVersion, method, parameters)
        case .modules: return try daemonQuery(.modules, method, parameters)
        case .discover: return try daemonQuery(.discovery(caller.socket), method, parameters)
        }
    }

    private func reader(_ method: Method, _ parameters: consuming JSONValue?) throws(ValueFault) -> ParameterReader {
        guard case .object(let fields) = method.parameters else { preconditionFailure("\(method) takes positions") }
        return try ParameterReader(try ParameterList.object(parameters), fields: fields)
    }

    private func daemonQuery(
        _ query: DaemonQuery, _ method: Method, _ parameters: JSONValue?
    ) throws(ValueFault) -> Action {
        _ = try reader(method, parameters)
        return .tell(query)
    }
}
