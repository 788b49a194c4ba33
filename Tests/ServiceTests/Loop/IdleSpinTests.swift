import TestSupport
import Testing

@testable import Service

/// What runs while the loop waits for the disk.
struct IdleSpinTests {
    private let idleSpin: IdleSpin

    init() throws { idleSpin = try IdleSpin() }

    @Test func `it sleeps until it is begun, and again once it is over`() {
        #expect(idleSpin.isAsleep)
        // Each time it has to be woken: nothing else has it fall asleep.
        for _ in 0..<100 {
            idleSpin.begin()
            idleSpin.finish()
            #expect(eventually { idleSpin.isAsleep })
        }
    }

    @Test func `it falls asleep by itself where nothing ends it`() {
        for _ in 0..<20 {
            idleSpin.begin()
            #expect(eventually { idleSpin.isAsleep })
        }
        // What comes too late leaves it ready for the next time.
        idleSpin.finish()
        #expect(idleSpin.isAsleep)
    }

    @Test func `it may be begun again before it has noticed the end`() {
        for _ in 0..<10_000 {
            idleSpin.begin()
            idleSpin.finish()
        }
        #expect(eventually { idleSpin.isAsleep })
    }

    @Test func `its thread gives way to all others, and keeps to the processor that it was begun on`() throws {
        idleSpin.begin()
        #expect(eventually { idleSpin.isAsleep })
        // Those of other tests may be there as well.
        let threads = try ThreadState.all().filter { $0.name == "leashd-idlespin" }
        #expect(threads.contains { $0.isIdle && UInt($0.processors) != nil })
    }
}
