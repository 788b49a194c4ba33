import SessionKeys

/// The configuration, read again.
extension Daemon {
    /// Reads the configuration again; with a fault in it the running one stays.
    func reload() {
        parts.supervision.reloading()
        do throws(StartError) {
            let read = try parts.readConfiguration()
            // What changes is recorded by the level before or after, whichever lets more through.
            parts.sink.level = max(parts.sink.level, read.logLevel)
            for change in configuration.changes(to: read) { parts.sink.write(Record(.reloaded, "\(change)")) }
            apply(configuration.reloaded(with: read))
            parts.sink.write(Record(.reloaded, "the configuration was read again"))
            parts.sink.level = read.logLevel
        } catch {
            let message = "\(error)\nthe configuration is faulty; the settings stay as they were."
            for line in message.split(separator: "\n") { parts.sink.write(Record(.configurationFaulty, String(line))) }
        }
        parts.supervision.ready(parts.ledger.overview)
    }

    private func apply(_ new: Configuration) {
        configuration = new
        parts.ledger.rules = new.rules
        upkeep.retention = new.retention
        parts.clock.longestStep = new.longestStepMilliseconds
        // A step may be believed now that was not.
        upkeep.observeClock()
        intake.requestsPerMessage = new.requestsPerMessage
        intake.answerSize = new.answerSize
        reception.connections.limits = ConnectionLimits(new, descriptors: parts.descriptorLimit)
        tellLoweredLimit()
    }

    /// Says so where fewer connections are let in than are wanted: a spender that may take all descriptors would leave
    /// none for an administrator.
    func tellLoweredLimit() {
        guard reception.connections.limits.isLowered else { return }
        let message =
            "ConnectionLimit= is \(configuration.connectionLimit), but with \(parts.descriptorLimit) open files the "
            + "process has room for \(reception.connections.limits.connections) of them: raise its limit of open "
            + "files (LimitNOFILE= of the unit, ulimit -Hn in a shell)"
        parts.sink.write(Record(.connectionLimitLowered, message))
    }
}
