import Testing

@testable import Service

struct RatesTests {
    private func counts(_ requests: Int, authorized: Int = 0, denied: Int = 0) -> Rates.Counts {
        Rates.Counts(requests: requests, authorized: authorized, denied: denied)
    }

    @Test func `what happened in a window counts, and what is older does not`() {
        var rates = Rates()
        rates.add(counts(1, authorized: 1), at: 100)
        rates.add(counts(2, denied: 2), at: 100)
        rates.add(counts(4), at: 130)
        #expect(rates.recent(at: 130).requests == 7)
        #expect(rates.recent(at: 130).authorized == 1)
        #expect(rates.recent(at: 159).denied == 2)
        #expect(rates.recent(at: 160).requests == 4)
        #expect(rates.recent(at: 190).requests == 0)
        #expect(rates.total.requests == 7)
    }

    @Test func `long runs and long pauses count right`() {
        var rates = Rates()
        for second in 0..<1000 as Range<Int64> { rates.add(counts(1), at: second) }
        #expect(rates.recent(at: 999).requests == 60)
        rates.add(counts(5), at: 5000)
        #expect(rates.recent(at: 5000).requests == 5)
        #expect(rates.total.requests == 1005)
    }
}
