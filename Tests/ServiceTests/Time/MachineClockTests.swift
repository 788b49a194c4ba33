import SessionKeys
import Testing

@testable import Service

@Suite struct MachineClockTests {
    /// A machine whose clocks go a millisecond with every look, and that sleeps before one of them.
    private struct Machine {
        private var looks: Int64 = 0
        private var slept: Int64 = 0
        let sleepsBefore: Int64

        init(sleepsBefore: Int64) { self.sleepsBefore = sleepsBefore }

        mutating func look() -> Int64 {
            looks += 1
            if looks == sleepsBefore { slept = 7_200_000 }
            return looks + slept
        }
    }

    @Test(arguments: [Int64](1...6))
    func `both clocks are of one time, whenever the machine sleeps`(look: Int64) {
        var machine = Machine(sleepsBefore: look)
        func now() -> Int64 { machine.look() }
        let reading = MachineClock.reading(of: 1, wall: { 1_800_000_000_000 + now() }, sinceBoot: now)
        #expect(reading.boot == 1)
        #expect(abs(reading.wall.milliseconds - 1_800_000_000_000 - reading.sinceBoot) <= 50)
    }

    @Test func `a machine that never gets to it has what it read last`() {
        var time: Int64 = 0
        func now() -> Int64 {
            time += 1000
            return time
        }
        let reading = MachineClock.reading(of: 1, wall: now, sinceBoot: now)
        #expect(reading.wall.milliseconds == time)
    }
}
