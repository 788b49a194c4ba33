import Testing

@testable import Service

struct RecordLimitTests {
    private var limit = RecordLimit()

    @Test mutating func `a few denials a second are written, and the others counted once`() {
        var omitted = [limit.begin(7).count]
        let written = (0..<20).map { _ in limit.admits(.denied) }
        #expect(written == [Bool](repeating: true, count: 5) + [Bool](repeating: false, count: 15))
        limit.omit(.denied, 15)
        omitted.append(limit.begin(7).count)
        let told = limit.begin(8)
        omitted.append(limit.begin(9).count)
        #expect(told.map(\.kind) == [.denied] && told.map(\.count) == [15])
        #expect(omitted == [0, 0, 0])
        let isWritten = limit.admits(.denied)
        #expect(isWritten)
    }

    @Test mutating func `where none is left out there is nothing to tell`() {
        for second in 1..<100 as Range<Int64> {
            let omitted = limit.begin(second)
            let isWritten = limit.admits(.denied)
            #expect(omitted.isEmpty && isWritten && !limit.hasOmitted)
        }
    }

    @Test mutating func `one kind does not take the place of another`() {
        for _ in 0..<100 { _ = limit.admits(.denied) }
        let isWritten = limit.admits(.sessionGranted)
        #expect(isWritten)
    }

    @Test func `all kinds that a load brings about are fewer than 50 a second`() {
        #expect(RecordKind.allCases.compactMap(\.perSecond).reduce(0, +) < 50)
    }
}
