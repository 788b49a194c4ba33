import Descriptors

/// Waits for what comes next, and looks for it a short while before going to sleep.
///
/// A client that asks one thing after another does so within tens of microseconds of its answer, and to fall asleep and
/// be woken takes the loop as long again. It looks only where the last wait was as short, so that the processor rests
/// as soon as nobody is in a hurry, and gives way to whoever wants it meanwhile.
struct BusyPoll {
    /// What a client on the same machine needs to read its answer and to ask again.
    private static let limitMicroseconds: UInt64 = 120

    /// With a single processor, looking for a request would keep the client from sending it.
    private let isUseful = Processors.count > 1
    /// Whether somebody asks one thing after another.
    private(set) var isExpecting = false

    /// Waits as `Poller.wait` does, for up to so much longer as the limit is.
    mutating func wait(
        on poller: Poller, timeoutMilliseconds: Int32?, into ready: inout [Readiness]
    ) throws(SystemError) {
        let began = SystemClock.monotonicMicroseconds()
        var isInTime: Bool { SystemClock.monotonicMicroseconds() - began < Self.limitMicroseconds }
        var isFound = false
        while isExpecting, !isFound, isInTime {
            try poller.wait(timeoutMilliseconds: 0, into: &ready)
            isFound = !ready.isEmpty
            if !isFound { CurrentThread.yield() }
        }
        if !isFound { try poller.wait(timeoutMilliseconds: timeoutMilliseconds, into: &ready) }
        isExpecting = isUseful && isInTime
    }
}
