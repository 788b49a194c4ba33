import Glibc

extension SocketGroup {
    /// Whether the system has a group of that name.
    static func exists(_ name: String) -> Bool {
        // Only one thread, the loop's, asks for groups: the static buffer behind the result is nobody else's.
        unsafe getgrnam(name) != nil
    }

    /// The group's number; `nil` leaves the daemon's own.
    func number() throws(StartError) -> UInt32? {
        switch self {
        case .own: return nil
        case .id(let id): return id
        case .name(let name):
            // Before any other thread exists, the static buffer behind the result is nobody else's.
            guard let group = unsafe getgrnam(name) else {
                throw StartError(.configuration, "there is no group \(name): create it, or name another")
            }
            return unsafe group.pointee.gr_gid
        }
    }
}
