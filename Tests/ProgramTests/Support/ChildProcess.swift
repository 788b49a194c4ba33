import Descriptors
import Glibc
import TestSupport

/// A program that a test runs, with what it writes kept in a file.
final class ChildProcess {
    /// How a program ended.
    enum End: Equatable {
        case exited(Int32)
        case killed(Int32)
    }

    /// A number beyond those that are in use here, within the usual limit.
    private static let outOfTheWay: Int32 = 1000

    let pid: pid_t
    private var ending: End?

    /// Starts a program with these arguments, this environment and nothing else; both of its outputs are appended to
    /// files. Descriptors that are passed to it are its own from 3 on.
    init(
        _ program: String, _ arguments: [String], environment: [String], output: String, errors: String,
        passing descriptors: [FileDescriptor] = []
    ) throws {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        for (number, path) in [(STDOUT_FILENO, output), (STDERR_FILENO, errors)] {
            unsafe posix_spawn_file_actions_addopen(&actions, number, path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        }
        // Up out of the way first, as a place from 3 on may be that of another one.
        for (place, descriptor) in descriptors.enumerated() {
            unsafe posix_spawn_file_actions_adddup2(&actions, descriptor.number, Self.outOfTheWay + Int32(place))
        }
        // What else is open here is no concern of a child's, and would count among its descriptors.
        for number in try Directory.names(in: "/proc/self/fd").compactMap({ Int32($0) }) where number > STDERR_FILENO {
            unsafe posix_spawn_file_actions_addclose(&actions, number)
        }
        for place in descriptors.indices.map(Int32.init) {
            unsafe posix_spawn_file_actions_adddup2(&actions, Self.outOfTheWay + place, STDERR_FILENO + 1 + place)
            unsafe posix_spawn_file_actions_addclose(&actions, Self.outOfTheWay + place)
        }
        // Other tests block signals in the threads that this one may run on; a child begins with none blocked.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        var pid: pid_t = 0
        let failure = unsafe Self.withPointers([program] + arguments) { arguments in
            unsafe Self.withPointers(environment) { environment in
                unsafe posix_spawn(&pid, program, &actions, &attributes, arguments, environment)
            }
        }
        guard failure == 0 else { throw SystemError(ErrorNumber(failure), action: "start", path: program) }
        self.pid = pid
    }

    deinit {
        if poll() == nil {
            send(SIGKILL)
            _ = wait()
        }
    }

    func send(_ signal: Int32) { _ = kill(pid, signal) }

    /// How it ended, if it has.
    func poll() -> End? {
        if let ending { return ending }
        var status: Int32 = 0
        guard unsafe waitpid(pid, &status, WNOHANG) == pid else { return nil }
        ending = status & 0x7f == 0 ? .exited(status >> 8 & 0xff) : .killed(status & 0x7f)
        return ending
    }

    /// How it ends; `nil` where it does not within the bound.
    func wait() -> End? {
        _ = eventually { poll() != nil }
        return ending
    }

    private static func withPointers<Result>(
        _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers = unsafe texts.map { unsafe strdup($0) } + [nil]
        defer { for index in unsafe pointers.indices { unsafe free(pointers[index]) } }
        return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("a list that ends with NULL is not empty") }
            return unsafe body(base)
        }
    }
}
