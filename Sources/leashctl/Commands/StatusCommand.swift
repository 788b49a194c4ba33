import ArgumentParser

/// `leashctl status`
struct StatusCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show how the daemon is.",
        discussion: """
            Its version and uptime, sessions by status, open reservations, the next expiry, whether its clock is \
            believed, its store, connections and rates.

            EXAMPLE
              leashctl status --json
            """)

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    func run() throws {
        let result = try connection.connect().call("daemon_status")
        if connection.printed(result) { return }
        var screen = Screen()
        StatusReport(status: result).add(to: &screen)
        screen.show()
    }
}
