import ArgumentParser
import ControlProtocol
import Descriptors
import SessionKeys

/// `leashctl list`
struct ListCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List sessions, the newest first.",
        discussion: """
            A bar shows what remains of an allowance; what open reservations hold is shaded. On a narrow terminal ids \
            are shortened: the other commands take them as they stand there. Times are told in one unit, gauges are \
            short, and columns left out, where the terminal is narrower still.

            EXAMPLE
              leashctl list --status active --account 0x...
            """)

    static let method = Method.listSessions

    @Option(help: ArgumentHelp("Only sessions of this status.", valueName: "status"))
    var status: SessionStatus?

    @Option(
        help: ArgumentHelp("Only sessions of this account.", valueName: "address"), transform: Arguments.address)
    var account: Address?

    @Option(help: ArgumentHelp("Only sessions on this chain.", valueName: "id"), transform: Arguments.chain)
    var chain: UInt64?

    @Option(help: ArgumentHelp("Only sessions in whose label this occurs, in any letter case.", valueName: "text"))
    var label: String?

    @Option(help: ArgumentHelp("Only sessions of this key.", valueName: "address"), transform: Arguments.address)
    var key: Address?

    @OptionGroup
    var pages: PageOptions

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    func checkOptions() throws {
        try pages.check()
        for (option, isGiven) in [("--label", label != nil), ("--key", key != nil)] where isGiven && connection.json {
            throw ValidationError("\(option) and --json exclude each other: JSON is exactly what the daemon lists")
        }
    }

    func run() throws {
        let client = try connection.connect()
        let command = connection.command((["list"] + filterOptions).joined(separator: " "))
        guard !connection.json else {
            return try Listing.sessions(of: client).print(pages, moreBy: command, where: filter)
        }
        let listed = try sessions(of: client, limit: pages.most)
        show(listed)
        if listed.hasMore { pages.tellOfMore(by: command) }
    }

    /// The filter, as it is typed.
    private var filterOptions: [String] {
        [
            status.map { "--status \($0.rawValue)" }, account.map { "--account \($0)" }, chain.map { "--chain \($0)" },
            label.map { ShownText.of($0) == $0 ? "--label \(ShellWord.quoted($0))" : "--label (as before)" },
            key.map { "--key \($0)" },
        ].compactMap(\.self)
    }

    private func sessions(of client: Client, limit: Int) throws -> ListedEntries {
        let sessions = Listing.sessions(of: client)
        // Labels and keys are nothing that the daemon looks for.
        guard label != nil || key != nil else { return try sessions.first(limit, where: filter) }
        return try sessions.first(limit, where: filter, isWanted)
    }

    private func isWanted(_ session: JSONValue) -> Bool {
        if let label, session["label"]?.string?.lowercased().contains(label.lowercased()) != true { return false }
        return key == nil || session["key"]?["publicKey"]?.withText(Address.init(wire:)) == key
    }

    private func filter(_ writer: inout JSONWriter) {
        if let status { writer.member("status", string: status.rawValue) }
        if let account { writer.member("account", address: account) }
        if let chain { writer.member("chainId", quantity: chain) }
    }

    private func show(_ listed: ListedEntries) {
        let report = listed.damageReport
        if listed.entries.isEmpty, report == nil { Output.complain("No sessions.") }
        if !listed.entries.isEmpty { show(listed.entries.map(SessionAnswer.init)) }
        if let report { Output.complain(report) }
    }

    private func show(_ sessions: [SessionAnswer]) {
        let now = SystemClock.unixSeconds()
        var screen = Screen()
        screen.table(SessionTable(now: now, terminal: screen.terminal).table(of: sessions))
        screen.show()
    }
}

extension SessionStatus: ExpressibleByArgument {}
