import ControlProtocol

/// Asking the daemon for a session.
extension SessionAnswer {
    /// Asks the daemon for a session.
    init(of id: String, from client: Client) throws(Failure) {
        self.init(try Self.result(of: id, from: client))
    }

    /// The session that an answer is about; nil where it cannot be read, which is told and hides nothing of that
    /// answer.
    static func ifReadable(_ id: String, from client: Client) -> SessionAnswer? {
        do throws(Failure) {
            return try SessionAnswer(of: id, from: client)
        } catch {
            Output.complain("leashctl: the session could not be read: \(error.description(at: client.path))")
            return nil
        }
    }

    /// A session as the daemon answers it.
    static func result(of id: String, from client: Client) throws(Failure) -> JSONValue {
        let result = try client.call(.getSession) { $0.member("sessionId", string: id) }
        guard result.text("sessionId") == id else { throw .misunderstood("another session than was asked for") }
        return result
    }
}
