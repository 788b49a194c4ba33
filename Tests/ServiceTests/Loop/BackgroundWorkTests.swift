import Descriptors
import Glibc
import Testing

@testable import Service

/// What is done beside the loop.
struct BackgroundWorkTests {
    @Test func `the bell tells that the result is there`() throws {
        let work = try BackgroundWork { 6 * 7 }
        var watched = pollfd(fd: work.descriptor.number, events: Int16(POLLIN), revents: 0)
        while unsafe poll(&watched, 1, -1) < 1 {}
        #expect(work.result == 42)
    }

    @Test func `work that nobody waits for any more is done all the same`() throws {
        let bell = try Bell(waits: true)
        var work: BackgroundWork<Void>? = try BackgroundWork { bell.ring() }
        #expect(work != nil)
        work = nil
        #expect(bell.hear())
    }
}
