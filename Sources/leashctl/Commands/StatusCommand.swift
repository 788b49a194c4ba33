import ArgumentParser
import ControlProtocol

/// `leashctl status`
struct StatusCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show how the daemon is.",
        discussion: """
            Whether it is well (if not, the exit status is 4), its version and uptime, sessions by status, open \
            reservations, the next expiry, whether its clock is believed, its store, connections and rates.

            EXAMPLE
              leashctl status --json
            """)

    static let method = Method.status

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    func run() throws {
        let result = try connection.connect().call(.status)
        let wellbeing = try Wellbeing(judging: result)
        if !connection.printed(result) {
            var screen = Screen()
            screen.field("state", wellbeing.isWell ? "well" : "NOT WELL", wellbeing.isWell ? .good : .bad)
            StatusReport(status: result).add(to: &screen)
            screen.show()
        }
        guard wellbeing.isWell else { throw Failure.unwell }
    }
}
