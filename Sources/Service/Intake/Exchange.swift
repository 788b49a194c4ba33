internal import ControlProtocol

/// A message that arrived, and what each request of it came to.
struct Exchange {
    /// What one request waits for.
    struct Part {
        let id: JSONValue?
        let action: Action
        /// The place of its question among those that the ledger is asked in this turn.
        let question: Int?
    }

    /// Whether the answer is one object or an array of them.
    enum Form {
        case single(Part)
        case batch([Part])
    }

    let caller: Caller
    let form: Form
    /// Whether the connection is closed after the answer.
    var endsConnection = false

    /// Whether what the ledger says is all that the answer takes.
    var isOfTheLedgerAlone: Bool {
        switch form {
        case .single(let part): part.action.isOfTheLedgerAlone
        case .batch(let parts): parts.allSatisfy(\.action.isOfTheLedgerAlone)
        }
    }

    /// Whether the daemon is asked of itself.
    var asksTheDaemon: Bool {
        switch form {
        case .single(let part): part.action.asksTheDaemon
        case .batch(let parts): parts.contains(where: \.action.asksTheDaemon)
        }
    }

    /// Whether the answer may be long; a batch's may always.
    var isAnsweredAtLength: Bool {
        switch form {
        case .single(let part): part.action.isAnsweredAtLength
        case .batch: true
        }
    }
}
