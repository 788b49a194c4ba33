/// An entry of a listing. How long it is in an answer, only the answer's writer knows; what it takes at the very least
/// bounds what is read for a page.
package protocol Listed: Equatable, Sendable {
    /// No answer holds the entry in fewer bytes.
    var leastBytes: Int { get }
}

extension SessionRecord: Listed {
    package var leastBytes: Int {
        let words = (session.definition.label?.utf8.count ?? 0) + (session.ending?.reason?.utf8.count ?? 0)
        return 300 + permissionsAsGiven.count + words + 80 * session.meters.count
    }
}

extension ListedSession: Listed {
    package var leastBytes: Int { record?.leastBytes ?? Self.damagedBytes }

    /// A damaged session in an answer: its id as a string.
    package static let damagedBytes = 36
}

extension Authorization: Listed {
    package var leastBytes: Int {
        let taken = settlement?.debits ?? debits
        return 140 + (key?.name?.utf8.count ?? 0) + Self.debitBytes * taken.count + 60 * calls.count
    }

    fileprivate static let debitBytes = 30
}

extension Event: Listed {
    package var leastBytes: Int {
        switch body {
        case .created: 170
        case .ended(let ending): 110 + (ending.reason?.utf8.count ?? 0)
        case .reserved(_, let debits), .settled(_, let debits, _): 170 + Authorization.debitBytes * debits.count
        }
    }
}
