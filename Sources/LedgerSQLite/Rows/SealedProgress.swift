import SessionKeys

/// A table of one row that says how far something has come. What lies before that is not looked at again, so a row that
/// is damaged would have the store do without what it lacks.
enum SealedProgress: String {
    /// Up to which event every balance has been written.
    case balances = "balance_progress"
    /// Up to which authorization the table of keys has every key.
    case keys = "authorization_key_progress"

    /// How far it has come. A row that is older than seals are is sealed when it is written next.
    ///
    /// - Throws: `corrupt` where that is not what was written.
    func read(on connection: Connection) throws(LedgerError) -> Int64 {
        let row = try connection.prepare("SELECT through, seal FROM \(rawValue)").first { row throws(LedgerError) in
            (through: row.integer(0), seal: row.optionalInteger(1))
        }
        guard let row, Seal.fits(row.seal, Seal.of(through: row.through)) else {
            throw LedgerError.corrupt("it does not say how far \(self) have come")
        }
        return row.through
    }

    /// The statement that writes it: bound to how far it has come.
    func advance(on connection: Connection) throws(LedgerError) -> Statement {
        try connection.prepare("UPDATE \(rawValue) SET (through, seal) = (?, ?)")
    }
}

extension Binder {
    /// Binds how far something has come, and the seal of that.
    mutating func bind(through sequence: Int64) {
        bind(sequence)
        bind(Seal.of(through: sequence))
    }
}
