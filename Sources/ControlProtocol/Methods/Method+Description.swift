extension Method {
    /// The parameters that the method takes.
    package var parameters: ParameterForm {
        switch self {
        case .createSession: .object(Fields.creation)
        case .getSession: .object(Fields.sessionID)
        case .listSessions: .object(Fields.list)
        case .check: .object(Fields.check)
        case .authorize: .object(Fields.authorize)
        case .settle: .object(Fields.settle)
        case .listAuthorizations: .object(Fields.authorizations)
        case .revoke: .object(Fields.revoke)
        case .listEvents: .object(Fields.events)
        case .subscribe: .object(Fields.subscription)
        case .unsubscribe, .ethUnsubscribe: .positions(Fields.unsubscription)
        case .ethSubscribe: .positions(Fields.ethSubscription)
        case .readBackup: .object(Fields.readBackup)
        case .confirmClock, .status, .metrics, .backUp, .clientVersion, .modules, .discover: .object(Fields.none)
        }
    }

    /// The parameters that it takes at a socket: not all of them are for whoever spends.
    package func parameters(at socket: DaemonSocket) -> ParameterForm {
        self == .settle && socket == .spend ? .object(Fields.settleAsSpender) : parameters
    }

    /// One sentence on what the method is for.
    package var summary: String {
        switch self {
        case .createSession: "Grants a session."
        case .getSession: "A session with its meters."
        case .listSessions: "Sessions, newest first."
        case .check: "Decides an operation without debiting anything, and collects every reason against it."
        case .authorize: "Decides an operation and debits what it allows, durably, before it answers."
        case .settle:
            "Says what became of an authorized operation. On the spend socket only success without actualGasUsed."
        case .listAuthorizations: "A session's ledger, newest first."
        case .revoke: "Ends a session, or all active ones of an account."
        case .listEvents: "What happened, oldest first, after a number."
        case .subscribe: "Sends what happens from now on, or from a number on, as session_subscription."
        case .unsubscribe: "Ends a subscription."
        case .ethSubscribe: "The same as session_subscribe, with notifications named eth_subscription."
        case .ethUnsubscribe: "The same as session_unsubscribe."
        case .confirmClock: "Believes the clock again after a step that elapsed time does not explain."
        case .status: "How the daemon is."
        case .metrics: "What has been counted and measured since the daemon started."
        case .backUp: "Copies the store while it works, checks the copy, and keeps it for this connection to read."
        case .readBackup: "A part of the copy that this connection asked for."
        case .clientVersion: "The program's name and version."
        case .modules: "The groups of methods and their versions."
        case .discover: "The OpenRPC document of the methods that this socket offers."
        }
    }

    /// What the result is, in a sentence.
    package var resultSummary: String {
        switch self {
        case .createSession: "sessionId, chainId, warnings"
        case .getSession: "a session"
        case .listSessions: "sessions, nextCursor where there are more, damaged: the ids of those that cannot be read"
        case .check: "decision, code, reasons, debits, meters as they would be after"
        case .authorize: "authorizationId, state, debits, meters, reservedUntilSec"
        case .settle: "authorizationId, state, outcome, debits, meters"
        case .listAuthorizations: "authorizations, nextCursor where there are more"
        case .revoke: "revoked: the ids that this call ended"
        case .listEvents: "events, last: the newest event's number"
        case .subscribe, .ethSubscribe: "a subscription id"
        case .unsubscribe, .ethUnsubscribe: "true, or false for an unknown id"
        case .confirmClock, .status: "the status"
        case .metrics: "counters, histograms, and the status"
        case .backUp: "bytes, sha256, schema, lastEvent, sessions, madeSec; once the copy is whole"
        case .readBackup: "data, no bytes at the end of the copy"
        case .clientVersion: "leashd/VERSION/linux-ARCH/swiftVERSION"
        case .modules: "names and versions"
        case .discover: "an OpenRPC document"
        }
    }
}
