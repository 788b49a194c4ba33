import ControlProtocol
import SessionKeys

/// What the ledger has said of a batch, from which its exchanges are answered: on any thread, as nothing else is
/// needed.
struct AnswerSheet {
    /// Writes the result of what the ledger alone has no answer to.
    typealias Rest = (Action, Exchange.Part, inout JSONWriter) throws(RemoteError) -> Void

    /// What most answers fit into.
    private static let usualSize = 1024

    /// What the requests of the batch came to.
    let parts: [Exchange.Part]
    /// The answers to the batch's questions, in their order.
    private let answers: ArraySlice<Result<Answer, LedgerError>>
    /// How long the answer to several requests may grow before what was only to be read is refused.
    private let sizeLimit: Int

    init(_ batch: Batch, _ answers: ArraySlice<Result<Answer, LedgerError>>) {
        parts = batch.parts
        self.answers = answers
        sizeLimit = batch.answerSize
    }

    /// Writes what an exchange is answered.
    func reply(to exchange: Exchange, rest: Rest) -> AnsweredExchanges.Reply {
        var writer = JSONWriter()
        writer.reserveCapacity(Self.usualSize)
        if exchange.isList {
            writer.array { list in
                for place in exchange.parts { respond(to: parts[place], inList: &list, rest) }
            }
        } else {
            respond(to: parts[exchange.parts.lowerBound], &writer, rest)
        }
        writer.endLine()
        return AnsweredExchanges.Reply(
            connection: exchange.caller.connection, bytes: writer.bytes, endsConnection: exchange.endsConnection)
    }

    private func respond(to part: Exchange.Part, inList list: inout JSONWriter, _ rest: Rest) {
        if list.bytes.count > sizeLimit, part.isOnlyRead {
            list.response(to: part.id, error: .answerTooLarge(sizeLimit))
        } else {
            respond(to: part, &list, rest)
        }
    }

    private func respond(to part: Exchange.Part, _ writer: inout JSONWriter, _ rest: Rest) {
        let start = writer.bytes.count
        writer.response(to: part.id) { writer throws(RemoteError) in
            switch part.action {
            case nil: try writer.result(try answer(to: part), ofResponseAt: start)
            case .refuse(let error): throw error
            case let action?: try rest(action, part, &writer)
            }
        }
    }

    /// What the ledger said to a part's question.
    func answer(to part: Exchange.Part) throws(RemoteError) -> Answer {
        guard let question = part.question else { preconditionFailure("a question was not asked") }
        switch answers[answers.startIndex + question] {
        case .success(let answer): return answer
        case .failure(let error): throw .failed(error)
        }
    }
}
