import ControlProtocol

/// A message that arrived, and where in its batch stands what its requests came to.
struct Exchange {
    /// What one request waits for.
    struct Part {
        let id: RequestID?
        /// What is done besides asking the ledger; `nil` where the ledger's answer is the whole answer.
        let action: Action?
        /// The place of its question among those that the ledger is asked with it.
        let question: Int?
        /// Whether it changes nothing, as `Action` has it.
        let isOnlyRead: Bool
        /// Whether the answer may be long, however short the request is.
        let isAnsweredAtLength: Bool
    }

    let caller: Caller
    /// The places of its requests among the parts of the batch.
    let parts: Range<Int>
    /// Whether it is answered with an array, and not with one object.
    let isList: Bool
    /// Whether the answer may be long; that of several requests may always.
    let isAnsweredAtLength: Bool
    /// Whether the connection is closed after the answer.
    let endsConnection: Bool
}
