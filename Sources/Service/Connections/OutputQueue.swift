/// Bytes that wait for a reader, in the pieces in which they came: what waits already is not moved for what comes.
/// A class, so that to ask how much waits is no access to all of it, which would be checked each time.
final class OutputQueue {
    /// Small pieces are joined up to this size, about what one system call takes.
    private static let joinedSize = 64 * 1024

    /// What is sent next. Mostly it is all that waits; nobody changes it in place, so that no access to it is checked.
    private var first: [UInt8] = []
    /// How many of its bytes have been taken.
    private var sent = 0
    /// What comes behind it.
    private var rest: [[UInt8]] = []
    private(set) var count = 0

    /// How much memory it occupies.
    var capacity: Int { isEmpty ? 0 : rest.reduce(first.capacity) { $0 + $1.capacity } }

    var isEmpty: Bool { count == 0 }

    func append(_ more: [UInt8]) {
        guard !more.isEmpty else { return }
        if isEmpty {
            first = more
        } else if rest.isEmpty, first.count + more.count <= Self.joinedSize {
            var joined = first
            first = []
            joined += more
            first = joined
        } else if let last = rest.indices.last, rest[last].count + more.count <= Self.joinedSize {
            rest[last] += more
        } else {
            rest.append(more)
        }
        count += more.count
    }

    /// Hands the bytes to the function, which says how many of them it took, until it takes no more.
    ///
    /// - Returns: what `send` said last, where it was not a number.
    func drain<Stop>(_ send: (Span<UInt8>) -> Result<Int, Stop>) -> Stop? {
        while count > 0 {
            let piece = first
            switch send(piece.span.extracting(sent...)) {
            case .success(let taken): drop(taken, of: piece.count)
            case .failure(let stop): return stop
            }
        }
        return nil
    }

    private func drop(_ taken: Int, of size: Int) {
        count -= taken
        sent += taken
        guard sent == size else { return }
        first = isEmpty ? [] : rest.removeFirst()
        sent = 0
    }
}
