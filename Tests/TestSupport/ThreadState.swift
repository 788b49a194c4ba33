import Descriptors

/// A thread of a process, as the kernel tells of it.
package struct ThreadState {
    /// SCHED_IDLE of sched(7).
    private static let idlePolicy = "5"

    /// What it is called.
    package let name: String
    /// Whether it runs only where nobody else wants the processor.
    package let isIdle: Bool
    /// The processors that it may run on, as a list: `0-1`.
    package let processors: String
    /// How often it has left its processor, of its own accord or not.
    package let switches: Int

    /// Those that are there, but for any that end meanwhile; a process is named by its number, or by `self`.
    package static func all(of process: String = "self") throws -> [ThreadState] {
        let directory = "/proc/\(process)/task"
        return try Directory.names(in: directory).compactMap { try? ThreadState(in: "\(directory)/\($0)") }
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
        switches = lines.reduce(0) { sum, line in
            line.contains("ctxt_switches:") ? sum + (Int(line.filter(\.isNumber)) ?? 0) : sum
        }
    }
}
