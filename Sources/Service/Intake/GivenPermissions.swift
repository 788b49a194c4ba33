internal import ControlProtocol
internal import SessionKeys

/// Permissions are answered in the words of whoever granted them, and decided by what those were read as. Before the
/// words go out they are read again: damage within them would be passed on, as an answer that is none or that says
/// something else.
extension Turn {
    /// The turn, with a failure in place of each answer whose words are not what the session goes by.
    var withSoundWords: Turn {
        guard answers.contains(where: { !$0.records.isEmpty }) else { return self }
        // One session may be asked for many times in a turn.
        var sound: [SessionID: SessionRecord] = [:]
        let checked = answers.map { answer in
            for record in answer.records where sound[record.session.id]?.saysTheSame(as: record) != true {
                guard record.saysWhatItGrants else {
                    return Result<Answer, LedgerError>.failure(
                        .corrupt("the permissions of session \(record.session.id) as they were given"))
                }
                sound[record.session.id] = record
            }
            return answer
        }
        return Turn(answers: checked, events: events, nextDeadline: nextDeadline)
    }
}

extension Result<Answer, LedgerError> {
    /// The sessions in the answer.
    fileprivate var records: [SessionRecord] {
        switch self {
        case .success(.session(let record)): [record]
        case .success(.sessions(let page)): page.entries
        default: []
        }
    }
}

extension SessionRecord {
    fileprivate var saysWhatItGrants: Bool {
        CreationReading.permissions(asGiven: permissionsAsGiven) == session.definition.permissions
    }

    fileprivate func saysTheSame(as other: SessionRecord) -> Bool {
        session.definition === other.session.definition && permissionsAsGiven == other.permissionsAsGiven
    }
}
