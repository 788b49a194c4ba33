import Descriptors

/// A thread of this process, as the kernel tells of it.
struct ThreadState {
    /// SCHED_IDLE of sched(7).
    private static let idlePolicy = "5"

    let name: String
    /// Whether it runs only where nobody else wants the processor.
    let isIdle: Bool
    /// The processors that it may run on, as a list: `0-1`.
    let processors: String

    /// Those that are there, but for any that end meanwhile.
    static func all() throws -> [ThreadState] {
        try Directory.names(in: "/proc/self/task").compactMap { try? ThreadState(in: "/proc/self/task/\($0)") }
    }

    private init(in directory: String) throws {
        func text(_ name: String) throws -> String {
            String(decoding: try File.read("\(directory)/\(name)", limit: 1 << 16), as: UTF8.self)
        }
        name = String(try text("comm").dropLast())
        // Fields of proc_pid_stat(5), of which the second, in brackets, may hold anything: the third comes first here.
        let fields = try text("stat").split(separator: ")").last?.split(separator: " ") ?? []
        isIdle = fields[38] == Self.idlePolicy
        let lines = try text("status").split(separator: "\n")
        processors = lines.compactMap { $0.hasPrefix("Cpus_allowed_list:\t") ? String($0.dropFirst(19)) : nil }[0]
    }
}
