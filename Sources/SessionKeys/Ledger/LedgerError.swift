/// The ledger could not do its work. Nothing of what was asked has been done; only where writes may have been lost is
/// that not known.
package enum LedgerError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The store refuses to write; it may work again later.
    case cannotWrite(String)
    /// The disk has no room for what was to be written, or a limit leaves none, which is told with what to do about it;
    /// with room, it works again.
    case full(String, limit: String? = nil)
    /// The store cannot be read.
    case cannotRead(String)
    /// What the store holds contradicts itself.
    case corrupt(String)
    /// The disk may have lost what it was told to keep: nothing may be answered any more, and the process must end.
    case mayHaveLostWrites(String)

    /// Whether it may concern one session only, so that the others can go on.
    package var mayBeOfOneSession: Bool {
        switch self {
        case .corrupt, .cannotRead: true
        case .full, .cannotWrite, .mayHaveLostWrites: false
        }
    }

    /// A sentence that tells an administrator what failed, and what to do.
    package var description: String {
        switch self {
        case .cannotWrite(let what): "the store cannot write: \(what)"
        case .full(let what, nil): "the disk is full, make room on it: \(what)"
        case .full(let what, let limit?): "the store has reached a limit: \(limit): \(what)"
        case .cannotRead(let what): "the store cannot be read: \(what)"
        case .corrupt(let what): "the store is damaged: \(what)"
        case .mayHaveLostWrites(let what): "the disk may have lost writes: \(what)"
        }
    }
}
