import Descriptors
import UnixSocket

/// The sockets by which callers come in. One by which nobody can be let in is left alone for a while.
struct ListeningSockets {
    /// How long to wait before trying again: nothing tells when descriptors are free, as not only connections hold
    /// them.
    private static let pauseMilliseconds: Int64 = 1000

    private let sockets: [ListeningSocket]
    private let poller: Poller
    /// The places of those that are left alone.
    private var leftAlone: Set<Int> = []
    /// When the last of them was, in milliseconds of the time since boot.
    private var leftAloneAt: Int64 = 0

    /// Sockets whose callers a poller tells of, each under its token.
    init(_ sockets: [ListeningSocket], watchedBy poller: Poller) throws(SystemError) {
        self.sockets = sockets
        self.poller = poller
        for index in sockets.indices {
            try poller.add(sockets[index].listener.descriptor, for: .reading, token: Self.token(of: index))
        }
    }

    var indices: Range<Int> { sockets.indices }

    subscript(index: Int) -> ListeningSocket { sockets[index] }

    /// Whether some are left alone.
    var isSomeLeftAlone: Bool { !leftAlone.isEmpty }

    /// Whether that has lasted for long enough.
    var areDue: Bool { isSomeLeftAlone && SystemClock.bootMilliseconds() - leftAloneAt >= Self.pauseMilliseconds }

    /// Looks away from a socket. Its listener stays readable: else the loop would spin.
    mutating func leaveAlone(_ index: Int) {
        watch(index, for: .neither)
        leftAlone.insert(index)
        leftAloneAt = SystemClock.bootMilliseconds()
    }

    /// Tries those again that were left alone, as descriptors may be free.
    mutating func tryAgain() {
        for index in leftAlone { watch(index, for: .reading) }
        leftAlone = []
    }

    /// Closes a socket for this process.
    func close(_ index: Int) {
        let listener = sockets[index].listener
        // It stays watched otherwise, as long as the supervisor has it open.
        try? poller.remove(listener.descriptor)
        listener.close()
    }

    private func watch(_ index: Int, for interest: Interest) {
        try? poller.modify(sockets[index].listener.descriptor, for: interest, token: Self.token(of: index))
    }

    private static func token(of index: Int) -> UInt64 { Tokens.firstSocket + UInt64(index) }
}
