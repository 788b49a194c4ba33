import TestSupport
import Testing

@testable import Service

/// What runs while the loop waits for the disk.
struct VigilTests {
    private let vigil: Vigil

    init() throws { vigil = try Vigil() }

    @Test func `it sleeps until it is begun, and again once it is over`() {
        #expect(vigil.isAsleep)
        // Each time it has to be woken: nothing else has it fall asleep.
        for _ in 0..<100 {
            vigil.begin()
            vigil.finish()
            #expect(eventually { vigil.isAsleep })
        }
    }

    @Test func `it falls asleep by itself where nothing ends it`() {
        for _ in 0..<20 {
            vigil.begin()
            #expect(eventually { vigil.isAsleep })
        }
        // What comes too late leaves it ready for the next time.
        vigil.finish()
        #expect(vigil.isAsleep)
    }

    @Test func `it may be begun again before it has noticed the end`() {
        for _ in 0..<10_000 {
            vigil.begin()
            vigil.finish()
        }
        #expect(eventually { vigil.isAsleep })
    }

    @Test func `its thread gives way to all others, and keeps to the processor that it was begun on`() throws {
        vigil.begin()
        #expect(eventually { vigil.isAsleep })
        // Those of other tests may be there as well.
        let threads = try ThreadState.all().filter { $0.name == "leashd-vigil" }
        #expect(threads.contains { $0.isIdle && UInt($0.processors) != nil })
    }
}
