import Testing

@testable import Service

struct DenialLimitTests {
    private var limit = DenialLimit()

    @Test mutating func `a few denials a second are written, and the others counted once`() {
        let written = (0..<20).map { _ in limit.admits(at: 7) }
        #expect(written == [Bool](repeating: true, count: 5) + [Bool](repeating: false, count: 15))
        let omitted = [7, 8, 8].map { limit.takeOmitted(at: $0) }
        #expect(omitted == [0, 15, 0])
        let isWritten = limit.admits(at: 8)
        #expect(isWritten)
    }

    @Test mutating func `where none is left out there is nothing to tell`() {
        for second in 1..<100 as Range<Int64> {
            let omitted = limit.takeOmitted(at: second)
            let isWritten = limit.admits(at: second)
            #expect(omitted == 0 && isWritten)
        }
    }
}
