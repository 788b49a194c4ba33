import Descriptors
import Glibc
import Testing
import UnixSocket
import TestSupport

@Suite struct LeakTests {
    @Test func `nothing stays open behind anything, not even behind failures`() async {
        await #expect(processExitsWith: .success) {
            try withTemporaryDirectory { directory in
                try useEverything(in: directory)
                let before = try openDescriptors()
                for _ in 0..<20 { try useEverything(in: directory) }
                // Whatever Dispatch opened meanwhile for its own thread is not twenty of anything.
                #expect(try openDescriptors().subtracting(before).count < 20)
            }
        }
    }

    @Test func `no descriptor is handed to a program that is started`() async {
        await #expect(processExitsWith: .success) {
            try withTemporaryDirectory { directory in
                let (poller, wall, interval) = (try Poller(), try WallTimer(), try MonotonicTimer())
                let (signals, bell) = (try SignalReader([SIGUSR2]), try Bell(waits: false))
                let file = try FileDescriptor(opening: directory, flags: O_RDONLY)
                let listener = try Listener(path: "\(directory)/s", mode: 0o600)
                let client = try Stream.connect(path: "\(directory)/s")
                let server = try #require(try listener.accept())
                // Each by name: the runtime and Dispatch open and close others meanwhile, as they like.
                let ours = [
                    poller.descriptor, wall.descriptor, interval.descriptor, signals.descriptor, bell.descriptor,
                    file, listener.descriptor, client.descriptor, server.descriptor,
                ]
                for descriptor in ours { #expect(fcntl(descriptor.number, F_GETFD) == FD_CLOEXEC) }
            }
        }
    }
}

private func useEverything(in directory: String) throws {
    let poller = try Poller()
    let (wall, interval, signals) = (try WallTimer(), try MonotonicTimer(), try SignalReader([SIGUSR2]))
    for descriptor in [wall.descriptor, interval.descriptor, signals.descriptor] {
        try poller.add(descriptor, for: .reading, token: 0)
    }
    let listener = try Listener(path: "\(directory)/s", mode: 0o600)
    _ = try Stream.connect(path: "\(directory)/s")
    _ = try listener.accept()
    #expect(throws: SocketError.self) { try Listener(path: "\(directory)/s", mode: 0o600) }
    #expect(throws: SocketError.self) { try Listener(path: "\(directory)/missing/s", mode: 0o600) }
    #expect(throws: SocketError.self) { try Stream.connect(path: "\(directory)/missing") }
    try File.write([1, 2, 3], to: "\(directory)/f", mode: 0o600)
    #expect(throws: SystemError.self) { try File.read("\(directory)/f", limit: 1) }
    try Directory.create("\(directory)/d", mode: 0o700)
}

/// What this process has open, without what it is listed by.
private func openDescriptors() throws -> Set<Int32> {
    let numbers = try Directory.names(in: "/proc/self/fd").compactMap { Int32($0) }
    return Set(numbers.filter { fcntl($0, F_GETFD) != -1 })
}
