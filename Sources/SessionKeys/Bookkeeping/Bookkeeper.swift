/// Answers requests on a store's facts and writes down what follows from them. Every backend works through this one.
package struct Bookkeeper<Store: LedgerStore> {
    /// The facts that it answers on, and writes to.
    package var store: Store
    let rules: LedgerRules
    let moment: Moment

    /// A bookkeeper for one transaction.
    package init(store: Store, rules: LedgerRules, moment: Moment) {
        self.store = store
        self.rules = rules
        self.moment = moment
    }

    /// Answers one request, on what the ones before it left.
    package mutating func answer(_ request: Request) throws(LedgerError) -> Answer {
        switch request {
        case .create(let request): try create(request)
        case .check(let session, let operation): try check(operation, within: session)
        case .authorize(let request): try authorize(request)
        case .settle(let request): try settle(request)
        case .revoke(let request): try revoke(request)
        case .read(let query): try store.read(query)
        }
    }

    mutating func append(_ body: Event.Body, of session: SessionID) throws(LedgerError) {
        try store.append(body, of: session, at: moment.now)
    }
}
