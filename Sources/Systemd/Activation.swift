import CSystemd
package import Descriptors
import Glibc

/// What the supervisor passed to this process.
package enum Activation {
    /// Takes over the descriptors in `$LISTEN_FDS`, in their order. They can be taken once: the variables are removed,
    /// so that neither a second call nor a child finds them. Not safe while other threads read the environment.
    package static func takeDescriptors() throws(SystemError) -> [PassedDescriptor] {
        // Read before they are removed: a supervisor that contradicts itself is told by its own words.
        let given = ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"].compactMap { name in
            EnvironmentVariable.value(of: name).map { "\(name)=\($0)" }
        }
        var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        let count = unsafe sd_listen_fds_with_names(1, &names)
        defer { unsafe release(names, count) }
        // libsystemd returns its errors negated.
        guard count >= 0 else {
            throw SystemError(ErrorNumber(-count), action: "take the descriptors of \(given.joined(separator: " "))")
        }
        return (0..<Int(count)).map { index in
            let name = unsafe names?[index].map { unsafe String(cString: $0) }
            let number = SD_LISTEN_FDS_START + Int32(index)
            return PassedDescriptor(name: name ?? "unknown", descriptor: FileDescriptor(adopting: number))
        }
    }

    private static func release(_ names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ count: Int32) {
        guard let names = unsafe names else { return }
        for index in 0..<Int(max(count, 0)) {
            unsafe free(names[index])
        }
        unsafe free(names)
    }
}
