import SessionKeys

/// Damage that the others go on without.
extension SQLiteStore {
    /// Denies a session everything from here on, whatever becomes of the open transaction.
    func giveUp(_ number: Int64, _ id: SessionID?, for error: LedgerError) {
        owed.giveUp(number)
        tell(of: number, id, error)
    }

    /// Denies a session everything from here on, for good once the transaction is committed.
    func giveUpForGood(_ number: Int64) throws(LedgerError) {
        try statements.insertDamaged.run { $0.bind(number) }
        owed.giveUp(number)
    }

    /// Denies a session everything whose row cannot be read, also where it is in memory and goes on without its row:
    /// whoever asks for the sessions of an account is about to end them. What is damaged stays so; what the disk failed
    /// to read is denied until it reads it.
    func refuse(_ number: Int64, for error: LedgerError) throws(LedgerError) {
        if case .cannotRead = error { unread.insert(number) } else { try giveUpForGood(number) }
        tell(of: number, nil, error)
        cache.removeAll()
        forgetLatest()
    }

    /// Has somebody told why a session is denied everything.
    func tell(of number: Int64, _ id: SessionID?, _ error: LedgerError) {
        let session = id.map { "session \($0)" } ?? "the session of number \(number)"
        let reason: LedgerError =
            switch error {
            case .corrupt(let what): .corrupt("\(session): \(what)")
            case .cannotRead(let what): .cannotRead("\(session): \(what)")
            case .full, .cannotWrite, .mayHaveLostWrites: error
            }
        untold.insert(reason, of: id)
    }

    // What was given up is told in better words.
    func note(_ damage: LedgerError, of session: SessionID) {
        if !untold.concerns(session) { untold.insert(damage, of: session) }
    }

    /// Writes something, and hands on the damage that it meets. Once SQLite has found damage elsewhere it refuses every
    /// write, which is no fault of this one.
    func write(
        _ write: () throws(LedgerError) -> Void, ifDamaged note: (LedgerError) -> Void
    ) throws(LedgerError) {
        let isItsFault = connection.foundDamage == nil
        do throws(LedgerError) {
            try write()
        } catch {
            if isItsFault, case .corrupt = error { note(error) }
            throw error
        }
    }
}
