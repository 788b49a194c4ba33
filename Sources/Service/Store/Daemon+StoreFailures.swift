import SessionKeys

/// What the daemon asks of the store by itself, and the store does not do.
extension Daemon {
    /// Records that a session was given up, so that others go on.
    func recordDamage() throws(DaemonError) {
        guard let damage = parts.ledger.takeDamage() else { return }
        try recordStoreFailure("a session is given up, and refused everything from here on", damage)
    }

    /// Counts and records it, with whoever brought it about; where writes may be lost, nothing may be answered any
    /// more.
    func recordStoreFailure(_ what: String, _ error: LedgerError, by caller: Caller? = nil) throws(DaemonError) {
        if case .mayHaveLostWrites = error { throw .ledger(error) }
        metrics.countStoreFailure(error)
        parts.sink.write(Record(.storeFailed, "\(what): \(error)", caller?.recordFields ?? []))
    }
}
