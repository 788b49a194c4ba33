internal import ControlProtocol
internal import SessionKeys

/// Permissions are answered in the words of whoever granted them, and decided by what those were read as. Before the
/// words go out they are read again: damage within them would be passed on, as an answer that is none or that says
/// something else.
extension Turn {
    /// The turn, with a failure in place of each answer whose words are not what the session goes by.
    var withSoundWords: Turn {
        guard answers.contains(where: { $0.damagedSession != nil }) else { return self }
        let sound = answers.map { answer in
            answer.damagedSession.map { id in
                .failure(LedgerError.corrupt("the permissions of session \(id) as they were given"))
            } ?? answer
        }
        return Turn(answers: sound, events: events, nextDeadline: nextDeadline)
    }
}

extension Result<Answer, LedgerError> {
    /// A session in the answer that does not say what it grants.
    fileprivate var damagedSession: SessionID? {
        let records: [SessionRecord] =
            switch self {
            case .success(.session(let record)): [record]
            case .success(.sessions(let page)): page.entries
            default: []
            }
        return records.first { !$0.saysWhatItGrants }?.session.id
    }
}

extension SessionRecord {
    fileprivate var saysWhatItGrants: Bool {
        CreationReading.permissions(asGiven: permissionsAsGiven) == session.definition.permissions
    }
}
