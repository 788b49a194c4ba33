import Descriptors
import SessionKeys
import TestSupport
import Testing

@testable import Service

/// How far the store has come, in the file beside it.
struct ProgressTests {
    private let sample = Progress(mark: StoreMark(.max - 1), lastEvent: 4711)

    @Test func `what is written is read again, and no byte of it may be another`() {
        let whole = sample.contents
        #expect(whole.count == Progress.size)
        #expect(Progress(contents: whole) == sample)
        for place in whole.indices {
            var changed = whole
            changed[place] ^= 1
            #expect(Progress(contents: changed) == nil, "byte \(place)")
            #expect(Progress(contents: Array(whole.prefix(place))) == nil, "\(place) bytes")
        }
    }

    @Test func `the file says at once what was noted, and never goes back`() throws {
        try withTemporaryDirectory { directory in
            #expect(try ProgressFile.read(in: directory) == .missing)
            let file = try ProgressFile(in: directory, at: sample)
            #expect(try ProgressFile.read(in: directory) == .value(sample))
            // What was prepared says nothing by itself, and is no more than a preparation.
            file.prepare(5001)
            #expect(try ProgressFile.read(in: directory) == .value(sample))
            for event: Int64 in [5000, 4999, 5001] {
                try file.note(event)
                let newest = Progress(mark: sample.mark, lastEvent: max(event, 5000))
                #expect(try ProgressFile.read(in: directory) == .value(newest))
            }
            try file.flush(every: 0)
            try ProgressFile.remove(in: directory)
            #expect(try ProgressFile.read(in: directory) == .missing)
        }
    }

    @Test func `a place that was written half says nothing, and the other one what was written before`() throws {
        try withTemporaryDirectory { directory in
            let file = try ProgressFile(in: directory, at: sample)
            for event: Int64 in 5000..<5010 { try file.note(event) }
            let path = directory + "/progress"
            let whole = try File.read(path, limit: 4096)
            for place in [0, Progress.size] {
                var half = whole
                half[place + 20] ^= 1
                try File.write(half, to: path, mode: 0o600)
                guard case .value(let found) = try ProgressFile.read(in: directory) else {
                    Issue.record("nothing of it can be read")
                    continue
                }
                #expect([5008, 5009].contains(found.lastEvent))
            }
        }
    }

    @Test func `a file that says anything else is damaged`() throws {
        try withTemporaryDirectory { directory in
            for junk in [[], [UInt8](repeating: 0, count: Progress.size), [UInt8](repeating: 7, count: 100_000)] {
                try File.write(junk, to: directory + "/progress", mode: 0o600)
                #expect(try ProgressFile.read(in: directory) == .damaged)
            }
        }
    }
}
