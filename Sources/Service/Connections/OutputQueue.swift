/// Bytes that wait for a reader.
struct OutputQueue {
    private var bytes: [UInt8] = []
    private var sent = 0

    var count: Int { bytes.count - sent }

    /// How much memory it occupies.
    var capacity: Int { bytes.capacity }

    var isEmpty: Bool { count == 0 }

    mutating func append(_ more: [UInt8]) {
        if isEmpty {
            bytes = more
            sent = 0
        } else {
            bytes += more
        }
    }

    /// Hands the bytes to the function, which says how many of them it took, until it takes no more.
    ///
    /// - Returns: what `send` said last, where it was not a number.
    mutating func drain<Stop>(_ send: (ArraySlice<UInt8>) -> Result<Int, Stop>) -> Stop? {
        while !isEmpty {
            switch send(bytes[sent...]) {
            case .success(let count): sent += count
            case .failure(let stop):
                compact()
                return stop
            }
        }
        bytes = []
        sent = 0
        return nil
    }

    private mutating func compact() {
        guard sent > bytes.count / 2 else { return }
        bytes.removeFirst(sent)
        sent = 0
    }
}
