import ArgumentParser
import ControlProtocol
import Descriptors
import SessionKeys

/// The ids that a shell completes a session's reference to: those of the newest sessions.
enum SessionCompletion {
    private static let count = 1_000
    /// A shell waits for no daemon that stands still.
    private static let patienceMilliseconds = 2_000

    /// For what can be asked of any session.
    static let every = completion(of: nil)
    /// For what would be in vain in a session that has ended.
    static let active = completion(of: .active)

    /// Asks the daemon that the rest of the command line names.
    private static func completion(of status: SessionStatus?) -> CompletionKind {
        .custom { words, _, _ in
            // What fails is told when the command runs, and not in the middle of its line.
            (try? ids(of: status, at: ConnectionOptions.path(socket: socket(in: words)))) ?? []
        }
    }

    private static func ids(of status: SessionStatus?, at path: String) throws(Failure) -> [String] {
        let client = try Client(path: path, patienceMilliseconds: patienceMilliseconds)
        guard !client.isForSpenders else { return [] }
        let listed = try Listing.sessions(of: client).first(count, of: status)
        return listed.entries.compactMap { $0.text("sessionId") } + listed.damaged
    }

    /// The socket that the line names, in words that are as they were typed: bash takes an equals sign for one of its
    /// own, and no shell has put the home directory in place of a tilde yet.
    private static func socket(in words: [String]) -> String? {
        let option = "--socket"
        var path = words.last { $0.hasPrefix("\(option)=") }?.dropFirst(option.count + 1)
        if path == nil, let place = words.lastIndex(of: option) {
            path = words[place...].dropFirst().first { $0 != "=" }.map { $0[...] }
        }
        guard let path, path.hasPrefix("~/"), let home = EnvironmentVariable.value(of: "HOME") else {
            return path.map(String.init)
        }
        return home + path.dropFirst()
    }
}
