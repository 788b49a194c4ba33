import Descriptors
import Glibc
import TestSupport
import Testing
import UnixSocket

@Suite struct PollerTests {
    @Test func `a descriptor with bytes is readable under its own token`() throws {
        let poller = try Poller()
        let (near, far) = try socketPair()
        let (quiet, other) = try socketPair()
        try poller.add(quiet.descriptor, for: .reading, token: 1)
        try poller.add(near.descriptor, for: .reading, token: .max - 1)
        #expect(far.send([1]) == .sent(1))
        #expect(try poller.ready(timeoutMilliseconds: nil) == [Readiness(token: .max - 1, isReadable: true)])
        withExtendedLifetime(other) {}
    }

    @Test func `only what was asked for is told, until the interest changes`() throws {
        let poller = try Poller()
        let (near, far) = try socketPair()
        #expect(far.send([1]) == .sent(1))
        try poller.add(near.descriptor, for: .neither, token: 7)
        #expect(try poller.ready() == [])
        try poller.modify(near.descriptor, for: Interest(reading: false, writing: true), token: 8)
        #expect(try poller.ready() == [Readiness(token: 8, isWritable: true)])
        try poller.modify(near.descriptor, for: Interest(reading: true, writing: true), token: 9)
        #expect(try poller.ready() == [Readiness(token: 9, isReadable: true, isWritable: true)])
    }

    @Test func `what was not read is told again`() throws {
        let poller = try Poller()
        let (near, far) = try socketPair()
        try poller.add(near.descriptor, for: .reading, token: 3)
        #expect(far.send([1, 2]) == .sent(2))
        #expect(try poller.ready().count == 1)
        #expect(near.received(limit: 1) == [1])
        #expect(try poller.ready().count == 1)
        #expect(near.received(limit: 1) == [2])
        #expect(try poller.ready() == [])
    }

    @Test func `a vanished peer is told even without interest`() throws {
        let poller = try Poller()
        let (near, far) = try socketPair()
        try poller.add(near.descriptor, for: .neither, token: 5)
        far.close()
        #expect(try poller.ready(timeoutMilliseconds: nil) == [Readiness(token: 5, isHungUp: true)])
    }

    @Test func `a peer that only stops sending is readable and not hung up`() throws {
        let poller = try Poller()
        let (near, far) = try socketPair()
        try poller.add(near.descriptor, for: .reading, token: 5)
        far.descriptor.shutdownWriting()
        #expect(try poller.ready() == [Readiness(token: 5, isReadable: true)])
    }

    @Test func `a removed descriptor is silent, and so is a closed one`() throws {
        let poller = try Poller()
        let (near, far) = try socketPair()
        #expect(near.send([1]) == .sent(1) && far.send([1]) == .sent(1))
        try poller.add(near.descriptor, for: .reading, token: 1)
        try poller.add(far.descriptor, for: .reading, token: 2)
        try poller.remove(near.descriptor)
        #expect(try poller.ready().map(\.token) == [2])
        far.close()
        #expect(try eventually { try poller.ready() == [] })
    }

    @Test func `a descriptor that is not watched cannot be changed`() throws {
        let poller = try Poller()
        let (near, _) = try socketPair()
        let error = try #require(throws: SystemError.self) {
            try poller.modify(near.descriptor, for: .reading, token: 1)
        }
        #expect(error.number == .notFound)
    }

    @Test func `one wait tells of no more than its limit, and nobody starves`() throws {
        let poller = try Poller()
        let (near, far) = try socketPair()
        #expect(far.send([1]) == .sent(1))
        let copies = (0..<Poller.eventLimit + 50).map { _ in duplicate(near.descriptor) }
        for (index, copy) in copies.enumerated() {
            try poller.add(copy, for: .reading, token: UInt64(index))
        }
        let first = try poller.ready().map(\.token)
        let second = try poller.ready().map(\.token)
        #expect(first.count == Poller.eventLimit)
        #expect(Set(first).union(second).count == copies.count)
    }

    @Test func `a signal ends a wait without an event and without an error`() async {
        await #expect(processExitsWith: .success) {
            _ = signal(SIGUSR1, { _ in })
            unblock(SIGUSR1)
            var disturber = pthread_t()
            // It goes on until the process ends: a signal may come before the wait has begun.
            unsafe pthread_create(
                &disturber, nil,
                { waiting in
                    while true {
                        pthread_kill(pthread_t(bitPattern: waiting), SIGUSR1)
                        usleep(1000)
                    }
                }, UnsafeMutableRawPointer(bitPattern: pthread_self()))
            let poller = try Poller()
            #expect(try poller.ready(timeoutMilliseconds: nil) == [])
        }
    }

    private func duplicate(_ descriptor: FileDescriptor) -> FileDescriptor {
        FileDescriptor(adopting: fcntl(descriptor.number, F_DUPFD_CLOEXEC, 0))
    }
}
