import ControlProtocol
import Testing

@testable import leashctl

/// Options that may be given more than once.
struct LeashctlRepetitionTests {
    /// What a command takes and those below it, as leashctl describes itself.
    private func arguments(of command: JSONValue) -> [JSONValue] {
        command.list("arguments") + command.list("subcommands").flatMap(arguments)
    }

    @Test func `are those that take several values, and those that take none`() throws {
        let description = try LeashctlProcess(["--experimental-dump-help"]).output
        let command = try #require(JSONDocument(parsing: Array(description.utf8)).root["command"])
        let repeatable = arguments(of: command).filter { argument in
            argument.text("kind") == "flag" || argument["isRepeating"]?.bool == true
        }
        let names = repeatable.flatMap { $0.list("names") }.filter { $0.text("kind") == "long" }
        // Beside these two nothing else is looked at.
        let words = Set(names.compactMap { $0.text("name") }.map { "--\($0)" }).subtracting(["--help", "--version"])
        #expect(!words.isEmpty && words == CommandLineWords.repeatable)
    }
}
