import SessionKeys
import Testing

struct DurationTextTests {
    @Test(arguments: [
        ("20s", 20_000_000), ("20", 20_000_000), ("1h 30min", 5_400_000_000), ("1h30min", 5_400_000_000),
        ("500ms", 500_000), ("2d", 172_800_000_000), ("1.5h", 5_400_000_000), ("0.25s", 250_000),
        ("3 weeks", 1_814_400_000_000),
        ("1us 1µs", 2), ("1M", 2_629_800_000_000), ("0", 0), ("2min 5", 125_000_000), ("1.0000009s", 1_000_000),
    ])
    func `times are read as systemd reads them`(text: String, microseconds: Int) {
        #expect(DurationText.read(text) == .microseconds(microseconds))
    }

    @Test(arguments: [
        "", " ", "s", "-1", "+1", "1x", "1h x", "1.", "1.s", ".5s", "1..2s", "1e3", "0x10", "1H", "１s", "1s,",
    ])
    func `what is no time is refused`(text: String) {
        #expect(DurationText.read(text) == nil)
    }

    @Test func `a time too long for the machine is the longest one`() {
        #expect(DurationText.read("999999999999999999999999y") == .microseconds(Int.max))
    }

    @Test(arguments: [("20", nil), ("1h 30", nil), ("30 1h", nil), ("1h30", nil), ("1 h 30 min", 5_400_000_000)])
    func `where units are needed a bare number is refused`(text: String, microseconds: Int?) {
        #expect(DurationText.readWithUnits(text) == microseconds.map { .microseconds($0) })
    }
}
