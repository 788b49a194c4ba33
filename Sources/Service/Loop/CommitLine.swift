internal import Descriptors
internal import SessionKeys

/// Where the loop and the threads meet: a batch is ordered, decided and committed, flushed, and lands.
///
///     loop -> ordered -> commit() -> unflushed -> flush() -> landed -> loop
final class CommitLine: Sendable {
    /// Rings for the loop, with every change that it waits for and within the same lock, so that nothing rings twice.
    let bell: Bell

    // Safe to share: only `commit` touches it, and the loop does while nothing is on its way.
    private nonisolated(unsafe) let ledger: any Ledger
    private let places = Guarded(Places())
    private let ordered: Bell
    private let committed: Bell

    private struct Places {
        var orders: [CommitOrder] = []
        var unflushed: [Result<Unflushed, LedgerError>] = []
        var landed: [Result<Committed, LedgerError>] = []
        var hasEnded = false
    }

    init(ledger: any Ledger) throws(SystemError) {
        unsafe self.ledger = ledger
        bell = try Bell(waits: false)
        ordered = try Bell(waits: true)
        committed = try Bell(waits: true)
    }

    /// How many batches have landed and were not taken yet. The bell has been heard where that is not all of them.
    var landed: Int {
        places.withLock { places in
            bell.listen()
            return places.landed.count
        }
    }

    /// Places an order behind those that are being worked on.
    ///
    /// - Returns: whether it was joined to one that still waits, so that both land together: that may be, as long as they
    ///   ask no more than so many questions.
    func put(_ order: CommitOrder, joiningUpTo limit: Int) -> Bool {
        let isJoined = places.withLock { places in
            let last = places.orders.count - 1
            guard last >= 0, places.orders[last].questions.count + order.questions.count <= limit else {
                places.orders.append(order)
                return false
            }
            places.orders[last].join(order)
            return true
        }
        if !isJoined { ordered.ring() }
        return isJoined
    }

    func takeLanded() -> [Result<Committed, LedgerError>] {
        places.withLock { places in
            bell.listen()
            defer { places.landed.removeAll() }
            return places.landed
        }
    }

    func end() {
        places.withLock { $0.hasEnded = true }
        ordered.ring()
        committed.ring()
    }

    /// The work of the thread that decides and commits.
    func commit() {
        while true {
            ordered.listen()
            if places.withLock({ $0.hasEnded }) { return }
            while let order = takeOrder() {
                let unflushed = commit(order)
                places.withLock { $0.unflushed.append(unflushed) }
                committed.ring()
            }
        }
    }

    private func takeOrder() -> CommitOrder? {
        places.withLock { $0.orders.isEmpty ? nil : $0.orders.removeFirst() }
    }

    private func commit(_ order: CommitOrder) -> Result<Unflushed, LedgerError> {
        // While the disk flushes what was committed before.
        unsafe ledger.workAhead()
        do throws(LedgerError) {
            return .success(try unsafe Unflushed(order.questions, by: ledger, at: order.moment, clock: order.clock))
        } catch {
            return .failure(error)
        }
    }

    /// The work of the thread that flushes: everything that was committed since it flushed last, at once.
    func flush() {
        var broken: LedgerError?
        while true {
            committed.listen()
            if places.withLock({ $0.hasEnded }) { return }
            let batches = places.withLock { places in
                defer { places.unflushed.removeAll() }
                return places.unflushed
            }
            do throws(LedgerError) {
                // They have all been written to the one log.
                if broken == nil { try batches.lazy.compactMap { try? $0.get().log }.first?.flush() }
            } catch {
                // What a disk once failed to keep is lost for good, and everything that was built upon it.
                broken = error
            }
            let landed = batches.map { batch in broken.map(Result.failure) ?? batch.map { $0.committed.flushed() } }
            places.withLock { places in
                places.landed += landed
                bell.ring()
            }
        }
    }
}
