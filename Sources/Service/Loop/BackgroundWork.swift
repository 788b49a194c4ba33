import Descriptors
import Glibc

/// Something that takes long and that nobody waits for: it is done on a thread of its own, and a bell tells the loop.
///
/// Whoever lets go of it leaves it to itself; what it gives is then forgotten.
final class BackgroundWork<Value: Sendable> {
    /// Rings when it is done; to be watched for reading.
    var descriptor: FileDescriptor { place.bell.descriptor }
    private let place: Place

    /// Where the two threads meet.
    private final class Place: Sendable {
        let work: @Sendable () -> Value
        let value = Guarded<Value?>(nil)
        let bell: Bell

        init(_ work: @escaping @Sendable () -> Value) throws(SystemError) {
            self.work = work
            bell = try Bell(waits: false)
        }

        func run() {
            let done = work()
            value.withLock { $0 = done }
            bell.ring()
        }
    }

    /// Starts the thread. Signals have to be blocked before, so that they come to the loop alone.
    init(_ work: @escaping @Sendable () -> Value) throws(SystemError) {
        let place = try Place(work)
        self.place = place
        pthread_detach(try WorkThread.start(named: "leashd-work") { place.run() })
    }

    /// What came of it, once it is done.
    var result: Value? { place.value.withLock { $0 } }
}
