import SessionKeys
import Testing

@Suite struct CivilDateTests {
    @Test(
        arguments: [
            (0, "1970-01-01 00:00:00 UTC"), (951_782_400, "2000-02-29 00:00:00 UTC"), (-1, "1969-12-31 23:59:59 UTC"),
            (1_700_000_000, "2023-11-14 22:13:20 UTC"), (4_102_444_800, "2100-01-01 00:00:00 UTC"),
            (4_107_542_399, "2100-02-28 23:59:59 UTC"), (9_999_999_999, "2286-11-20 17:46:39 UTC"),
        ] as [(Int64, String)])
    func `Unix seconds are dates in UTC`(seconds: Int64, text: String) {
        #expect(CivilDate(unixSeconds: seconds).description == text)
    }

    @Test func `every day between 1900 and 2300 reads back, and they follow each other`() {
        var previous = CivilDate(unixSeconds: -25_568 * 86400)
        for day in -25_567...120_530 as ClosedRange<Int64> {
            let date = CivilDate(unixSeconds: day * 86400)
            #expect(CivilDate(year: date.year, month: date.month, day: date.day)?.unixSeconds == day * 86400)
            #expect(date.day == previous.day + 1 || date.day == 1)
            previous = date
        }
    }

    @Test func `the ends of time do not trap`() {
        #expect(!CivilDate(unixSeconds: .max).description.isEmpty)
        #expect(!CivilDate(unixSeconds: .min).description.isEmpty)
    }
}
