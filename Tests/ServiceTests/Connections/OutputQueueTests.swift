import Testing

@testable import Service

struct OutputQueueTests {
    private enum Stop: Error, Equatable {
        case full
    }

    @Test func `bytes come out as they went in, however few are taken at a time`() {
        let queue = OutputQueue()
        var (sent, received): ([UInt8], [UInt8]) = ([], [])
        for round in 0..<200 {
            let bytes = (0..<round % 37).map { UInt8(truncatingIfNeeded: $0 &* round) }
            queue.append(bytes)
            sent += bytes
            var room = round % 23
            let stop: Stop? = queue.drain { rest in
                guard room > 0 else { return .failure(.full) }
                let count = min(room, rest.count, 5)
                received += (0..<count).map { rest[$0] }
                room -= count
                return .success(count)
            }
            #expect((stop == nil) == queue.isEmpty)
            #expect(queue.count == sent.count - received.count)
        }
        let rest: Stop? = queue.drain { bytes in
            received += (0..<bytes.count).map { bytes[$0] }
            return .success(bytes.count)
        }
        #expect(rest == nil && queue.isEmpty)
        #expect(received == sent)
    }

    @Test func `large pieces are neither joined nor mixed up with small ones`() {
        let queue = OutputQueue()
        var (sent, received): ([UInt8], [UInt8]) = ([], [])
        for (number, size) in [200_000, 10, 20, 65_500, 10, 70_000, 0, 1, 64 * 1024, 1, 5].enumerated() {
            let bytes = [UInt8](repeating: UInt8(number), count: size)
            queue.append(bytes)
            sent += bytes
        }
        #expect(queue.count == sent.count && queue.capacity >= sent.count)
        let stop: Stop? = queue.drain { rest in
            let count = min(rest.count, 40_000)
            received += (0..<count).map { rest[$0] }
            return .success(count)
        }
        #expect(stop == nil && queue.isEmpty && queue.capacity == 0)
        #expect(received == sent)
    }

    @Test func `an empty queue asks nobody to take anything`() {
        let queue = OutputQueue()
        queue.append([])
        let stop: Stop? = queue.drain { _ in
            Issue.record("there was nothing to take")
            return .failure(.full)
        }
        #expect(stop == nil)
    }
}
