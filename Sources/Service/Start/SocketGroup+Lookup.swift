import Glibc

extension SocketGroup {
    /// Whether the system has a group of that name.
    static func exists(_ name: String) -> Bool { number(of: name) != nil }

    /// The group's number; `nil` leaves the daemon's own.
    func number() throws(StartError) -> UInt32? {
        switch self {
        case .own: return nil
        case .id(let id): return id
        case .name(let name):
            guard let number = Self.number(of: name) else {
                throw StartError(.configuration, "there is no group \(name): create it, or name another")
            }
            return number
        }
    }

    /// The number of the system's group of that name, if it has one.
    private static func number(of name: String) -> UInt32? {
        // Only the loop's thread asks for groups: the static buffer behind the result is nobody else's.
        unsafe getgrnam(name)?.pointee.gr_gid
    }
}
