import SessionKeys

/// What was authorized and is in no balance yet, when the store is opened.
extension SQLiteStore {
    /// Counts it again. A session of which that is not possible is denied everything from here on.
    ///
    /// - Throws: `corrupt` where an authorization is missing, or it cannot be told whose it is: then nobody's balances
    ///   are to be trusted.
    func countAgain() throws(LedgerError) {
        try refuseGap(after: max(owed.through, draft.overview.firstEvent - 1))
        var sessions: [Int64: StoredSession] = [:]
        try connection.prepare(UncountedRow.all).forEach({ $0.bind(owed.through) }) { row throws(LedgerError) in
            let row = try UncountedRow(row)
            guard !owed.damaged.contains(row.session) else { return true }
            do throws(LedgerError) {
                let session: StoredSession
                if let known = sessions[row.session] { session = known } else { session = try stored(row.session) }
                sessions[row.session] = session
                try countAgain(row, in: session)
            } catch {
                guard case .corrupt = error else { throw error }
                giveUp(row.session, try? sessionID(of: row.session), for: error)
                sessions[row.session]?.discard()
            }
            return true
        }
        try flush()
        adopt()
    }

    private func countAgain(_ row: UncountedRow, in session: StoredSession) throws(LedgerError) {
        // What was settled since, or ended, was written with all that came before.
        guard row.number > session.trail.lastAuthorization ?? 0 else { return }
        prepareChange(of: session)
        try row.count(in: session)
    }

    private func stored(_ number: Int64) throws(LedgerError) -> StoredSession {
        let id = try sessionID(of: number)
        guard let session = try uncached(id) else { throw LedgerError.corrupt("there is no session \(id)") }
        return session
    }

    /// Refuses a store in which an event is missing behind one, whose debits may not be counted.
    private func refuseGap(after sequence: Int64) throws(LedgerError) {
        var rows = try connection.number("SELECT count(*) FROM event WHERE sequence > \(sequence)")
        rows += try connection.number("SELECT count(*) FROM authorization WHERE number > \(sequence)")
        rows += try untoldEndings(after: sequence)
        let last = draft.overview.lastEvent
        guard rows == last - sequence else {
            throw LedgerError.corrupt("after event \(sequence) there are \(rows), and the last is \(last)")
        }
    }

    /// How many events only a wave tells of.
    private func untoldEndings(after sequence: Int64) throws(LedgerError) -> Int64 {
        var (count, reached) = (Int64(0), sequence)
        while let wave = draft.waves.wave(after: reached) {
            count += try untoldEndings(of: wave, from: max(reached + 1, wave.first))
            reached = wave.last
        }
        return count
    }
}
