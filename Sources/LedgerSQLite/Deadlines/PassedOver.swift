/// What is due and cannot be read, by its numbers: it is left alone until the store is opened again, so that it keeps
/// nobody else from ending. Whatever is asked about it is refused.
struct PassedOver {
    var sessions: Set<Int64> = []
    var authorizations: Set<Int64> = []

    var count: Int { sessions.count + authorizations.count }
}
