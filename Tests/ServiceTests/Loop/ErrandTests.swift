import Descriptors
import Glibc
import Testing

@testable import Service

/// What is done beside the loop.
struct ErrandTests {
    @Test func `the bell tells that the result is there`() throws {
        let errand = try Errand { 6 * 7 }
        var watched = pollfd(fd: errand.descriptor.number, events: Int16(POLLIN), revents: 0)
        while unsafe poll(&watched, 1, -1) < 1 {}
        #expect(errand.result == 42)
    }

    @Test func `an errand that nobody waits for any more is done all the same`() throws {
        let bell = try Bell(waits: true)
        var errand: Errand<Void>? = try Errand { bell.ring() }
        #expect(errand != nil)
        errand = nil
        #expect(bell.hear())
    }
}
