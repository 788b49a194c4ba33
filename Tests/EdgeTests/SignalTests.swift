import Descriptors
import Glibc
import TestSupport
import Testing
import UnixSocket

@Suite struct SignalTests {
    @Test func `signals wait to be read instead of striking`() async {
        await #expect(processExitsWith: .success) {
            unblock(SIGTERM, SIGHUP)
            let reader = try SignalReader([SIGTERM, SIGHUP])
            let poller = try Poller()
            try poller.add(reader.descriptor, for: .reading, token: 1)
            #expect(try reader.read() == nil)
            // To this thread: the test runner's others do not block them.
            pthread_kill(pthread_self(), SIGTERM)
            pthread_kill(pthread_self(), SIGHUP)
            #expect(try poller.ready(timeoutMilliseconds: nil).count == 1)
            var arrived: Set<Int32> = []
            while let signal = try reader.read() { arrived.insert(signal) }
            #expect(arrived == [SIGTERM, SIGHUP])
            #expect(try poller.ready() == [])
        }
    }

    @Test func `the end of the reader lets no signal through`() async {
        await #expect(processExitsWith: .success) {
            unblock(SIGTERM)
            do { _ = try SignalReader([SIGTERM]) }
            pthread_kill(pthread_self(), SIGTERM)
        }
    }

    @Test func `a number that is no signal is refused`() {
        #expect(throws: SystemError(.invalid, action: "watch for signals")) { try SignalReader([4711]) }
    }

    @Test func `a write to a vanished reader is an error and not the end`() async {
        await #expect(processExitsWith: .success) {
            SignalReader.ignoreBrokenPipes()
            let (near, far) = try socketPair()
            far.close()
            let error = #expect(throws: ErrorNumber.self) {
                // Without MSG_NOSIGNAL, as a library would.
                try SystemCall.once { unsafe write(near.descriptor.number, "x", 1) }
            }
            #expect(error == .brokenPipe)
        }
    }

    @Test func `a write beyond the limit of a file's size is an error and not the end`() async {
        await #expect(processExitsWith: .success) {
            SignalReader.ignoreFileSizeLimit()
            try withTemporaryDirectory { directory in
                var limit = rlimit(rlim_cur: 10, rlim_max: 10)
                let isSet = unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0
                #expect(isSet)
                let path = "\(directory)/f"
                let error = #expect(throws: SystemError.self) {
                    try File.write([UInt8](repeating: 7, count: 11), to: path, mode: 0o600)
                }
                #expect(error?.number == .tooLarge)
                let left = try Directory.names(in: directory)
                #expect(left.isEmpty)
            }
        }
    }
}

/// Lets signals through to this thread: those that run tests may have them blocked.
func unblock(_ signals: Int32...) {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for signal in signals { unsafe sigaddset(&set, signal) }
    unsafe _ = pthread_sigmask(SIG_UNBLOCK, &set, nil)
}
