import SessionKeys

/// What the daemon asks of the store by itself, and the store does not do.
extension Daemon {
    /// Records that a session was given up, so that others go on.
    func recordDamage() throws(DaemonError) {
        guard let damage = parts.ledger.takeDamage() else { return }
        try telemetry.recordStoreFailure("a session is given up, and refused everything from here on", damage)
    }
}
