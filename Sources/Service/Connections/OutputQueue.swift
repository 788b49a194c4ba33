/// Bytes that wait for a reader, in the pieces in which they came: what waits already is not moved for what comes.
/// A class, so that to ask how much waits is no access to all of it, which would be checked each time.
final class OutputQueue {
    /// Small pieces are joined up to this size, about what one system call takes.
    private static let joinedSize = 64 * 1024

    private var pieces: [[UInt8]] = []
    /// How many bytes of the first piece have been taken.
    private var sent = 0
    private(set) var count = 0

    /// How much memory it occupies.
    var capacity: Int { isEmpty ? 0 : pieces.reduce(0) { $0 + $1.capacity } }

    var isEmpty: Bool { count == 0 }

    func append(_ more: [UInt8]) {
        guard !more.isEmpty else { return }
        count += more.count
        if let last = pieces.indices.last, pieces[last].count + more.count <= Self.joinedSize {
            pieces[last] += more
        } else {
            pieces.append(more)
        }
    }

    /// Hands the bytes to the function, which says how many of them it took, until it takes no more.
    ///
    /// - Returns: what `send` said last, where it was not a number.
    func drain<Stop>(_ send: (Span<UInt8>) -> Result<Int, Stop>) -> Stop? {
        while count > 0 {
            let piece = pieces[0]
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
        pieces.removeFirst()
        sent = 0
    }
}
