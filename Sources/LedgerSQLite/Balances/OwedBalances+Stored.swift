import SessionKeys

extension OwedBalances {
    /// What the tables tell of it.
    init(_ connection: Connection, limits: OwedLimits) throws(LedgerError) {
        var damaged: Set<Int64> = []
        try connection.prepare("SELECT number FROM damaged_session").forEach { row throws(LedgerError) in
            damaged.insert(row.integer(0))
            return true
        }
        let through = try SealedProgress.balances.read(on: connection)
        self.init(through: through, damaged: damaged, limits: limits)
    }
}
