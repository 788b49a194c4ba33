/// The numbers of the balance table's rows: a session's are neighbours, its first meter and its tally in the first.
enum BalanceSlot {
    /// More than a session can have meters.
    static let perSession: Int64 = 256

    /// The last session that has slots, with room for as many to come.
    static let lastSession = Int64.max / perSession / 2

    static func first(of session: Int64) -> Int64 { session * perSession }

    static func last(of session: Int64) -> Int64 { first(of: session) + perSession - 1 }

    static func slot(_ meter: Int, of session: Int64) -> Int64 { first(of: session) + Int64(meter) }
}
