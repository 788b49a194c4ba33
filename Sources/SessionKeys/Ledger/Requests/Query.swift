/// What can be read without changing anything.
package enum Query: Sendable {
    case session(SessionID)
    case sessions(SessionFilter, PageRequest)
    case authorizations(SessionID, PageRequest)
    /// Events after a number, of one session or of all.
    case events(after: Int64, session: SessionID?, limit: Int)
}
