import ArgumentParser
import ControlProtocol
import Descriptors

/// `leashctl top`
struct TopCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "top",
        abstract: "Watch sessions, rates and denials as they change.",
        discussion: """
            Keys: q quits, s changes the order (expiry, remaining, newest, account), r turns it around, f filters by \
            status, / searches ids, accounts, keys and labels, arrows scroll. Where the output is no terminal, it is \
            printed once; what a program is to read is in leashctl metrics --json.

            EXAMPLE
              leashctl top
            """)

    static let method = Method.metrics

    @Option(
        help: ArgumentHelp("Look again every n seconds, from 1 to 60; by default every second.", valueName: "n"),
        transform: Arguments.number(in: 1...60))
    var interval = 1

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    func checkOptions() throws {
        guard !connection.json else {
            throw ValidationError("what top shows is for people; see leashctl metrics --json")
        }
    }

    /// How long the daemon has for an answer once the screen is there: no key and no signal is looked at meanwhile.
    private static let patienceMilliseconds = 2000

    func run() throws {
        let first = try TopSnapshot(
            from: try connection.connect(), TopView().status, at: SystemClock.bootMilliseconds())
        guard let screen = try FullScreen() else {
            let lines = TopScreen(snapshot: first, earlier: nil, view: TopView()).lines(on: .current, height: nil)
            return Output.write(lines.joined(separator: "\n") + "\n")
        }
        defer { screen.leave() }
        watch(on: screen, first)
    }

    private func watch(on screen: FullScreen, _ first: TopSnapshot) {
        var (client, snapshot, earlier): (Client?, TopSnapshot, TopSnapshot?) = (nil, first, nil)
        var view = TopView()
        var trouble: String?
        var lookedAt = snapshot.time
        while !view.hasEnded {
            view.limitOffset(to: view.sessions(among: snapshot.sessions).count)
            draw(TopScreen(snapshot: snapshot, earlier: earlier, view: view, trouble: trouble), on: screen)
            let before = view.status
            let due = lookedAt + Int64(interval) * 1000
            let keys = screen.keys(waitingMilliseconds: Int32(clamping: max(0, due - SystemClock.bootMilliseconds())))
            for key in keys { view.press(key) }
            let now = SystemClock.bootMilliseconds()
            guard now >= due || view.status != before, !view.hasEnded else { continue }
            lookedAt = now
            do throws(Failure) {
                let connected =
                    if let client { client } else {
                        try connection.connect(patienceMilliseconds: Self.patienceMilliseconds)
                    }
                client = connected
                let next = try TopSnapshot(from: connected, view.status, at: now)
                if now - snapshot.time >= 500 { earlier = snapshot }
                (snapshot, trouble) = (next, nil)
            } catch {
                client = nil
                trouble = error.description(at: connection.path)
            }
        }
    }

    private func draw(_ top: TopScreen, on screen: FullScreen) {
        var terminal = Terminal.current
        let size = screen.size
        terminal.width = size.columns
        screen.draw(top.lines(on: terminal, height: size.rows))
    }
}
