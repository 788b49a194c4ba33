import Testing

@testable import Service

struct HistogramTests {
    @Test func `bounds go 1, 2, 5 and ten times as far again`() {
        #expect(Histogram.ofWork.bounds.prefix(7) == [10, 20, 50, 100, 200, 500, 1000])
        #expect(Histogram.ofWork.bounds.last == 10_000_000)
        #expect(Histogram.ofLateness.bounds.first == 1000 && Histogram.ofLateness.bounds.last == 1_000_000_000)
    }

    @Test func `a bound belongs to its bucket, and what is above all of them to the last`() {
        var histogram = Histogram.ofWork
        for value in [0, 10, 11, 20, 10_000_000, 10_000_001, .max] as [UInt64] { histogram.add(value) }
        #expect(histogram.counts.prefix(3) == [2, 2, 0])
        #expect(histogram.counts.suffix(2) == [1, 2])
        #expect(histogram.counts.reduce(0, +) == 7)
    }

    @Test func `what happened several times counts as often`() {
        var histogram = Histogram.ofWork
        histogram.add(30, times: 4)
        histogram.add(30, times: 0)
        #expect(histogram.counts[2] == 4 && histogram.sum == 120)
    }
}
