import SessionKeys
import TestSupport
import Testing

@testable import Service

@Suite("A reload") struct ReloadTests {
    /// Another value for each setting that a reload applies.
    private static let changed: Configuration = {
        var changed = Configuration.defaults
        changed.reservationTime = .seconds(7)
        changed.reservationLimit = 11
        changed.expiryMargin = .seconds(13)
        changed.forwardStep = .seconds(170)
        changed.retention = .seconds(190_000)
        changed.messageSize = 2 * 1024
        changed.requestsPerMessage = 23
        changed.connectionLimit = 29
        changed.answerSize = 310 * 1024
        changed.bufferSize = 37 * 1024 * 1024
        changed.stallTime = .seconds(41)
        changed.logLevel = .warning
        return changed
    }()

    @Test func `puts into force whatever it says that it changes`() throws {
        let (before, new) = (Configuration.defaults, Self.changed)
        let names = Setting.all.filter { $0.takesEffect == .onReload }.map(\.name)
        #expect(before.changes(to: new).map(\.setting) == names, "a setting is missing above")
        let ledger = MemoryLedger()
        try withSteppedDaemon(ledger) { desk in
            let daemon = desk.daemon
            desk.file.configuration = new
            daemon.reload()
            #expect(daemon.configuration == new)
            #expect(ledger.rules == new.rules)
            #expect(daemon.upkeep.retention == new.retention)
            #expect(daemon.parts.clock.longestStep == new.longestStepMilliseconds)
            #expect(daemon.intake.requestsPerMessage == new.requestsPerMessage)
            #expect(daemon.intake.answerSize == new.answerSize)
            let limits = daemon.reception.connections.limits
            #expect(limits.connections == new.connectionLimit)
            #expect(limits.messageSize == new.messageSize)
            #expect(limits.answerSize == new.answerSize)
            #expect(limits.bufferSize == new.bufferSize)
            #expect(limits.stallMicroseconds == new.stallMicroseconds)
            #expect(daemon.parts.sink.level == new.logLevel)
        }
    }
}
