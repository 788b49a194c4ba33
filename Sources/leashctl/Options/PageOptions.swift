import ArgumentParser
import SessionKeys

/// How much of a listing is shown.
struct PageOptions: ParsableArguments {
    /// What an option says that limits how much of a listing is shown.
    static let limitHelp = ArgumentHelp(
        "At most n, from 1 to \(PageRequest.largestLimit); by default \(PageRequest.usualLimit). With --json it is one "
            + "page, which may end before.", valueName: "n")

    @Option(help: Self.limitHelp, transform: Arguments.number(in: 1...PageRequest.largestLimit))
    var limit: Int?

    @Flag(help: "All of them, page by page; with --json a line for each page, however much is on it.")
    var all = false

    /// How many entries are shown at most.
    var most: Int { all ? .max : limit ?? PageRequest.usualLimit }

    /// Refuses both of them.
    func check() throws {
        guard limit == nil || !all else { throw ValidationError("--limit and --all exclude each other") }
    }

    /// Says by which command more is to be had than was shown.
    func tellOfMore(by command: String, asJSON: Bool = false) {
        // A page of JSON ends where it grows too long, whatever the limit.
        let isLimited = !asJSON && most < PageRequest.largestLimit
        Output.complain(
            "There are more: \(command) --all\(asJSON ? " --json" : "")\(isLimited ? ", or a larger --limit" : "").")
    }
}
