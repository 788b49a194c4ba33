import Descriptors
import Glibc
import Testing
import UnixSocket
import TestSupport

@Suite struct StreamTests {
    @Test func `bytes arrive in order and in full`() throws {
        let (near, far) = try socketPair()
        #expect(near.send([1, 2, 3]) == .sent(3))
        #expect(near.send([9, 4, 5, 9][1...2]) == .sent(2))
        #expect(far.received() == [1, 2, 3, 4, 5])
        #expect(far.receiveOnce() == .wouldBlock)
    }

    @Test func `a reception leaves the rest of the buffer as it is`() throws {
        let (near, far) = try socketPair()
        #expect(near.send([1, 2]) == .sent(2))
        var buffer: [UInt8] = [7, 7, 7, 7]
        #expect(far.receive(into: &buffer) == .bytes(2))
        #expect(buffer == [1, 2, 7, 7])
    }

    @Test func `a peer that never reads stops the sender`() throws {
        let (near, far) = try socketPair()
        let piece = [UInt8](repeating: 1, count: 64 * 1024)
        var sent = 0
        sending: while true {
            switch near.send(piece[...]) {
            case .sent(let count): sent += count
            case .wouldBlock: break sending
            case let other: Issue.record("\(other)"); break sending
            }
        }
        var received = 0
        while let bytes = far.received() { received += bytes.count }
        #expect(received == sent)
        #expect(near.send([1]) == .sent(1))
    }

    @Test func `a vanished peer is told to the sender, and the process lives`() throws {
        let (near, far) = try socketPair()
        far.close()
        #expect(eventually { near.send([1]) == .closed })
        #expect(near.receiveOnce() == .closed)
    }

    @Test func `a peer that went without reading is told to the receiver`() throws {
        let (near, far) = try socketPair()
        #expect(near.send([1]) == .sent(1))
        far.close()
        #expect(eventually { near.receiveOnce() == .closed })
    }

    @Test func `what a vanished peer sent can still be received`() throws {
        let (near, far) = try socketPair()
        #expect(far.send([1, 2]) == .sent(2))
        far.close()
        #expect(near.received() == [1, 2])
        #expect(eventually { near.receiveOnce() == .closed })
    }

    @Test func `a peer that sends no more can still be answered`() throws {
        let (near, far) = try socketPair()
        #expect(far.send([1]) == .sent(1))
        far.descriptor.shutdownWriting()
        #expect(near.received() == [1])
        #expect(near.receiveOnce() == .closed)
        #expect(near.send([2]) == .sent(1))
        #expect(far.received() == [2])
    }

    @Test func `megabytes pass in both directions through one loop`() throws {
        let (near, far) = try socketPair()
        let poller = try Poller()
        var ends = [Transfer(near, seed: 1), Transfer(far, seed: 2)]
        for (index, end) in ends.enumerated() {
            try poller.add(end.stream.descriptor, for: Interest(reading: true, writing: true), token: UInt64(index))
        }
        while ends.contains(where: { !$0.isDone }) {
            for event in try poller.ready(timeoutMilliseconds: nil) {
                let index = Int(event.token)
                try ends[index].turn(event)
                if ends[index].rest.isEmpty {
                    try poller.modify(ends[index].stream.descriptor, for: .reading, token: event.token)
                }
            }
        }
        #expect(ends[0].received == Transfer.payload(seed: 2))
        #expect(ends[1].received == Transfer.payload(seed: 1))
    }

    @Test func `a blocking client asks and is answered`() throws {
        try withTemporaryDirectory { directory in
            let listener = try Listener(path: "\(directory)/s", mode: 0o600)
            let client = try Stream.connect(path: "\(directory)/s", timeoutMilliseconds: Patience.milliseconds)
            try client.sendAll([1, 2, 3])
            let server = try #require(try listener.accept())
            #expect(server.received() == [1, 2, 3])
            #expect(server.send([4]) == .sent(1))
            var buffer = [UInt8](repeating: 0, count: 8)
            #expect(try client.receiveSome(into: &buffer) == 1)
            #expect(buffer[0] == 4)
            server.close()
            #expect(try client.receiveSome(into: &buffer) == 0)
            #expect(throws: SocketError.closedByPeer) { try client.sendAll([5]) }
        }
    }

    @Test func `a blocking client gives up when its time is over`() throws {
        try withTemporaryDirectory { directory in
            let listener = try Listener(path: "\(directory)/s", mode: 0o600)
            let client = try Stream.connect(path: "\(directory)/s", timeoutMilliseconds: 20)
            var buffer = [UInt8](repeating: 0, count: 8)
            #expect(throws: SocketError.timedOut("receive")) { try client.receiveSome(into: &buffer) }
            let flood = [UInt8](repeating: 0, count: 16 << 20)
            #expect(throws: SocketError.timedOut("send")) { try client.sendAll(flood) }
            withExtendedLifetime(listener) {}
        }
    }

    @Test func `a listener without a free place is given up on`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/s"
            let (listener, waiting) = try fullListener(at: path)
            let error = try #require(throws: SocketError.self) {
                try Stream.connect(path: path, timeoutMilliseconds: 20)
            }
            #expect(error == .timedOut("connect to \(path)"))
            withExtendedLifetime((listener, waiting)) {}
        }
    }

    @Test func `nobody to connect to is named`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/s"
            let missing = try #require(throws: SocketError.self) { try Stream.connect(path: path) }
            #expect(missing.description == "cannot connect to \(path): No such file or directory (ENOENT)")
            try leaveStaleSocket(at: path)
            let refused = try #require(throws: SocketError.self) { try Stream.connect(path: path) }
            #expect(refused.description == "cannot connect to \(path): Connection refused (ECONNREFUSED)")
        }
    }
}
