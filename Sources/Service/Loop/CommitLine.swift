import Descriptors
import SessionKeys

/// Where the loop and the threads meet: a batch is ordered, decided and committed, flushed, and lands.
///
///     loop -> orders -> runCommits() -> unflushed -> runFlushes() -> receipts -> loop
final class CommitLine: Sendable {
    /// Rings for the loop, with every change that it waits for and within the same lock, so that nothing rings twice.
    let bell: Bell

    // Safe to share: only `runCommits` touches it, and the loop does while nothing is on its way.
    private nonisolated(unsafe) let ledger: any Ledger
    private let places = Guarded(Places())
    private let orderBell: Bell
    private let unflushedBell: Bell

    private struct Places {
        var orders: [CommitOrder] = []
        var unflushed: [Result<Unflushed, LedgerError>] = []
        /// Whether the flushing thread has some that have not landed.
        var isFlushing = false
        var receipts: [Result<CommitReceipt, LedgerError>] = []
        var hasEnded = false
    }

    init(ledger: any Ledger) throws(SystemError) {
        unsafe self.ledger = ledger
        bell = try Bell(waits: false)
        orderBell = try Bell(waits: true)
        unflushedBell = try Bell(waits: true)
    }

    /// Counts the batches that have landed and were not taken yet, and hears the bell: it rings again with the next
    /// one.
    func countReceipts() -> Int {
        places.withLock { places in
            bell.hear()
            return places.receipts.count
        }
    }

    /// Places an order behind those that are being worked on.
    ///
    /// - Returns: whether it was joined to one that still waits, so that both land together; they are joined if they
    ///   ask no more than so many questions together.
    func put(_ order: CommitOrder, joiningUpTo limit: Int) -> Bool {
        let isJoined = places.withLock { places in
            let last = places.orders.count - 1
            guard last >= 0, places.orders[last].count + order.count <= limit else {
                places.orders.append(order)
                return false
            }
            places.orders[last].join(order)
            return true
        }
        if !isJoined { orderBell.ring() }
        return isJoined
    }

    func takeReceipts() -> [Result<CommitReceipt, LedgerError>] {
        places.withLock { places in
            bell.hear()
            defer { places.receipts.removeAll() }
            return places.receipts
        }
    }

    func end() {
        places.withLock { $0.hasEnded = true }
        orderBell.ring()
        unflushedBell.ring()
    }

    /// The work of the thread that decides and commits.
    func runCommits() {
        while true {
            orderBell.hear()
            if places.withLock({ $0.hasEnded }) { return }
            while let order = takeOrder() {
                let unflushed = commit(order)
                if !passOn(unflushed) { unflushedBell.ring() }
            }
        }
    }

    private func takeOrder() -> CommitOrder? {
        places.withLock { $0.orders.isEmpty ? nil : $0.orders.removeFirst() }
    }

    private func commit(_ order: consuming CommitOrder) -> Result<Unflushed, LedgerError> {
        // While the disk flushes what was committed before.
        unsafe ledger.workAhead()
        do throws(LedgerError) {
            let unflushed = try unsafe Unflushed(order.batches, by: ledger, at: order.moment, clock: order.clock)
            // Where there is nothing to flush they have nothing to wait for.
            return .success(unflushed.log == nil ? unflushed.withAnswers() : unflushed)
        } catch {
            return .failure(error)
        }
    }

    /// Passes on what was committed.
    ///
    /// - Returns: whether it has landed, as there is nothing to flush before it.
    private func passOn(_ unflushed: Result<Unflushed, LedgerError>) -> Bool {
        places.withLock { places in
            if case .success(let unflushed) = unflushed, unflushed.log == nil, places.unflushed.isEmpty,
                !places.isFlushing
            {
                places.receipts.append(.success(unflushed.receipt.flushed()))
                bell.ring()
                return true
            }
            places.unflushed.append(unflushed)
            return false
        }
    }

    /// The work of the thread that flushes: everything that was committed since it flushed last, at once.
    func runFlushes() {
        var broken: LedgerError?
        while true {
            unflushedBell.hear()
            if places.withLock({ $0.hasEnded }) { return }
            let unflushed = takeUnflushed()
            // What it rings for may have been taken with what came before.
            guard !unflushed.isEmpty else { continue }
            let receipts = flush(unflushed, &broken)
            places.withLock { places in
                places.receipts += receipts
                places.isFlushing = false
                bell.ring()
            }
        }
    }

    private func takeUnflushed() -> [Result<Unflushed, LedgerError>] {
        places.withLock { places in
            places.isFlushing = !places.unflushed.isEmpty
            defer { places.unflushed.removeAll() }
            return places.unflushed
        }
    }

    /// Flushes batches to the disk, and writes their answers while it works.
    private func flush(
        _ unflushed: [Result<Unflushed, LedgerError>], _ broken: inout LedgerError?
    ) -> [Result<CommitReceipt, LedgerError>] {
        // They have all been written to the one log.
        let log = broken == nil ? unflushed.lazy.compactMap { try? $0.get().log }.first : nil
        log?.beginWriting()
        let batches = unflushed.map { $0.map { $0.withAnswers() } }
        do throws(LedgerError) {
            try log?.flush()
        } catch {
            // What a disk once failed to keep is lost for good, and everything that was built upon it.
            broken = error
        }
        return batches.map { batch in broken.map(Result.failure) ?? batch.map { $0.receipt.flushed() } }
    }
}
