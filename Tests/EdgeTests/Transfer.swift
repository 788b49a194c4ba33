import Descriptors
import Testing
import UnixSocket

/// One end that sends a long payload while it receives another.
struct Transfer {
    let stream: Stream
    var rest: ArraySlice<UInt8>
    var received: [UInt8] = []
    private var buffer = [UInt8](repeating: 0, count: 64 * 1024)

    init(_ stream: Stream, seed: Int) {
        self.stream = stream
        rest = Self.payload(seed: seed)[...]
    }

    var isDone: Bool {
        rest.isEmpty && received.count == Self.payloadSize
    }

    mutating func turn(_ event: Readiness) throws {
        if event.isReadable, case .bytes(let count) = stream.receive(into: &buffer) {
            received.append(contentsOf: buffer[..<count])
        }
        if event.isWritable, case .sent(let count) = stream.send(rest) {
            rest = rest.dropFirst(count)
        }
        try #require(!event.isHungUp)
    }

    static func payload(seed: Int) -> [UInt8] {
        (0..<payloadSize).map { UInt8(truncatingIfNeeded: ($0 &* 31 &+ seed) >> 3) }
    }

    private static let payloadSize = 2 << 20
}
