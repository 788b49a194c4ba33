package import SessionKeys

/// An answer of another kind than a test goes on with.
package struct UnexpectedAnswer: Error, CustomStringConvertible {
    package let answer: Answer

    package var description: String { "an unexpected answer: \(answer)" }
}

extension Answer {
    /// The id of the session that was created.
    package func createdID() throws(UnexpectedAnswer) -> SessionID {
        guard case .created(let id, _, _) = self else { throw UnexpectedAnswer(answer: self) }
        return id
    }

    /// The authorization that was given.
    package func authorization() throws(UnexpectedAnswer) -> Authorization {
        guard case .authorized(let authorization, _) = self else { throw UnexpectedAnswer(answer: self) }
        return authorization
    }

    /// The settlement that an authorization came to.
    package func settlement() throws(UnexpectedAnswer) -> Settlement {
        guard case .settled(_, let settlement, _) = self else { throw UnexpectedAnswer(answer: self) }
        return settlement
    }

    /// The sessions that a revocation ended.
    package func revokedIDs() throws(UnexpectedAnswer) -> [SessionID] {
        guard case .revoked(let ids) = self else { throw UnexpectedAnswer(answer: self) }
        return ids
    }

    /// The verdict of a check and the meters beside it.
    package func verdict() throws(UnexpectedAnswer) -> (Verdict, [MeterReading]) {
        guard case .checked(let verdict, let meters) = self else { throw UnexpectedAnswer(answer: self) }
        return (verdict, meters)
    }

    /// The code of the first reason of a denial; `nil` where nothing was denied.
    package var denial: DenialCode? {
        guard case .denied(let reasons, _) = self else { return nil }
        return reasons.first?.code
    }
}
