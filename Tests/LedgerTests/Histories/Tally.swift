import SessionKeys

/// Reckons anew, from events alone, what has become of every session: the rules of the meters a second time, in few
/// words.
struct Tally {
    /// What the events say of one session.
    struct Account: Equatable {
        var status = SessionStatus.active
        var spent: [Meter.Kind: Amount] = [:]
        var reserved: [AuthorizationID: [Debit]] = [:]

        /// What the open reservations hold of one meter.
        func held(of kind: Meter.Kind) -> Amount? {
            reserved.values.joined().filter { $0.kind == kind }.reduce(.zero) { $0?.adding($1.amount) }
        }
    }

    private(set) var accounts: [SessionID: Account] = [:]
    /// What is wrong with the events themselves.
    private(set) var faults: [String] = []

    init(_ events: [Event]) {
        for (index, event) in events.enumerated() {
            if event.sequence != Int64(index + 1) {
                faults.append("event \(index + 1) has the number \(event.sequence)")
            }
            add(event)
        }
    }

    private mutating func add(_ event: Event) {
        if case .created = event.body {
            if accounts.updateValue(Account(), forKey: event.session) != nil {
                faults.append("created twice: \(event)")
            }
            return
        }
        guard var account = accounts.removeValue(forKey: event.session) else {
            faults.append("before its session was created: \(event)")
            return
        }
        switch event.body {
        case .created: break
        case .reserved(let id, let debits):
            if account.status != .active { faults.append("after the end: \(event)") }
            account.reserved[id] = debits
        case .settled(let id, let debits, _):
            if account.reserved.removeValue(forKey: id) == nil, account.status != .active {
                faults.append("after the end: \(event)")
            }
            for debit in debits {
                account.spent[debit.kind] = account.spent[debit.kind, default: .zero].adding(debit.amount)
            }
        case .ended(let ending):
            if account.status != .active { faults.append("a second end: \(event)") }
            account.status = ending.status
        }
        accounts[event.session] = account
    }
}
