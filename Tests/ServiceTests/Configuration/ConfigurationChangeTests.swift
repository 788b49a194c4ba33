import Testing

@testable import Service

struct ConfigurationChangeTests {
    private func changed() throws -> Configuration {
        try Configuration.read("[Limits]\nMessageSize=1M\n[Sockets]\nSpendSocketMode=0666\nSpendSocketGroup=spenders")
    }

    @Test func `the same configuration has no changes`() throws {
        #expect(Configuration.defaults.changes(to: .defaults).isEmpty)
        #expect(try Configuration.defaults.changes(to: .read("[Limits]\nMessageSize=262144")).isEmpty)
    }

    @Test func `the report of a reload names what changed and what needs a restart`() throws {
        let changes = try Configuration.defaults.changes(to: changed())
        #expect(changes.map(\.needsRestart) == [false, true, true])
        let restart = "needs a restart, and has no effect on a socket that systemd makes"
        #expect(
            changes.map(\.description) == [
                "[Limits] MessageSize=1M, was 256K",
                "[Sockets] SpendSocketMode=0666 \(restart); [Sockets] SpendSocketMode=0660 stays until then",
                "[Sockets] SpendSocketGroup=spenders \(restart); [Sockets] SpendSocketGroup= stays until then",
            ])
    }

    @Test func `a running daemon keeps what only a restart applies, and goes on reporting it`() throws {
        let new = try changed()
        let running = Configuration.defaults.reloaded(with: new)
        #expect(running.messageSize == new.messageSize)
        #expect(running.spendSocketMode == 0o660)
        #expect(running.spendSocketGroup == .own)
        #expect(running.changes(to: new).map(\.needsRestart) == [true, true])
    }
}
