import ControlProtocol
import SessionKeys

/// Permissions are answered in the words of whoever granted them, and decided by what those were read as. Before the
/// words go out they are read again: damage within them would be passed on, as an answer that is none or that says
/// something else.
extension AnsweredBatch {
    /// The batch, with a failure in place of each answer whose words are not what the session goes by; in a listing
    /// such a session is damaged by itself.
    var refusingDamagedPermissions: AnsweredBatch {
        guard answers.contains(where: \.tellsOfSessions) else { return self }
        // One session may be asked for many times in a batch.
        var sound: [SessionID: SessionRecord] = [:]
        func isSound(_ record: SessionRecord) -> Bool {
            if sound[record.session.id]?.saysTheSame(as: record) == true { return true }
            guard record.saysWhatItGrants else { return false }
            sound[record.session.id] = record
            return true
        }
        let checked = answers.map { answer -> Result<Answer, LedgerError> in
            switch answer {
            case .success(.session(let record)) where !isSound(record):
                .failure(.corrupt("the permissions of session \(record.session.id) as they were given"))
            case .success(.sessions(let page)):
                .success(.sessions(page.map { $0.record.map(isSound) == false ? $0.asDamaged : $0 }))
            default: answer
            }
        }
        return AnsweredBatch(answers: checked, events: events, nextDeadline: nextDeadline)
    }
}

extension Result<Answer, LedgerError> {
    /// Whether there are sessions in the answer.
    fileprivate var tellsOfSessions: Bool {
        switch self {
        case .success(.session), .success(.sessions): true
        default: false
        }
    }
}

extension ListedSession {
    fileprivate var asDamaged: ListedSession { record.map { .damaged($0.session.id) } ?? self }
}

extension SessionRecord {
    fileprivate var saysWhatItGrants: Bool {
        CreationReading.permissions(asGiven: permissionsAsGiven) == session.definition.permissions
    }

    fileprivate func saysTheSame(as other: SessionRecord) -> Bool {
        session.definition === other.session.definition && permissionsAsGiven == other.permissionsAsGiven
    }
}
