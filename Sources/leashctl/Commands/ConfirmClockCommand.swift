import ArgumentParser
import ControlProtocol

/// `leashctl confirm-clock`
struct ConfirmClockCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm-clock",
        abstract: "Tell the daemon that the machine's time is right.",
        discussion: """
            After a step of the clock that the time since boot does not explain, the daemon authorizes nothing and \
            ends nothing (clock_uncertain). Look at the time first (date -u), then confirm it: what fell due by it \
            ends at once.

            EXAMPLE
              leashctl confirm-clock
            """)

    static let method = Method.confirmClock

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    func run() throws {
        let client = try connection.connect()
        let result = try client.call(.confirmClock)
        _ = try result.needed("clock", "certain", as: \.bool)
        if connection.printed(result) { return }
        // The answer stands before what fell due by it has ended, and would show it as active.
        let status = try client.call(.status)
        var screen = Screen()
        screen.line("The time is believed.", .good)
        StatusReport(status: status).add(to: &screen)
        screen.show()
    }
}
