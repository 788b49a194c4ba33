import Descriptors
import SessionKeys
import TestSupport
import Testing

@testable import Service

/// The file beside the store.
struct HighWaterTests {
    private let samples = [
        HighWater(mark: nil, lastEvent: 0),
        HighWater(mark: StoreMark(.max), nextMark: StoreMark(0), lastEvent: .max),
        HighWater(mark: StoreMark(7), lastEvent: 12, acceptedInsteadOf: 4711),
    ]

    @Test func `what is written is read again, and always as long`() {
        for sample in samples { #expect(HighWater(contents: sample.contents) == sample) }
        #expect(Set(samples.map(\.contents.count)).count == 1)
        #expect((samples.first?.contents.count ?? 0) <= HighWater.sizeLimit)
    }

    @Test func `no byte of it may be another, and none may be missing`() {
        for sample in samples {
            let whole = sample.contents
            for place in whole.indices {
                var changed = whole
                changed[place] ^= 1
                #expect(HighWater(contents: changed) == nil, "byte \(place)")
                #expect(HighWater(contents: Array(whole.prefix(place))) == nil, "\(place) bytes")
            }
        }
    }

    @Test func `a file is missing, damaged, or says what was written`() throws {
        try withTemporaryDirectory { directory in
            let file = HighWaterFile(in: directory)
            #expect(try file.read() == .missing)
            let value = HighWater(mark: StoreMark(5), lastEvent: 6)
            try file.write(value)
            #expect(try file.read() == .value(value))
            for junk in [[], Array("mark".utf8), [UInt8](repeating: 0, count: 100_000)] {
                try File.write(junk, to: file.path, mode: 0o600)
                #expect(try file.read() == .damaged)
            }
        }
    }
}
