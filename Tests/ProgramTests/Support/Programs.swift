import Glibc

/// The programs under test, which were built beside the tests.
enum Programs {
    static let leashd = path(of: "leashd")
    static let leashctl = path(of: "leashctl")

    private static func path(of name: String) -> String {
        guard let own = unsafe realpath("/proc/self/exe", nil) else { preconditionFailure("/proc is not mounted") }
        defer { unsafe free(own) }
        let directory = unsafe String(cString: own).split(separator: "/").dropLast().joined(separator: "/")
        return "/\(directory)/\(name)"
    }
}
