import Descriptors
import Glibc
import Testing

@Suite struct MachineTests {
    @Test func `the wall clock tells milliseconds since 1970`() {
        let before = wallMilliseconds()
        let now = SystemClock.unixMilliseconds()
        #expect(before <= now && now <= wallMilliseconds())
    }

    /// By the same clock; `time` has one of its own, which may be some milliseconds behind.
    private func wallMilliseconds() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    @Test func `the other clocks never go back`() {
        let (boot, monotonic) = (SystemClock.bootMilliseconds(), SystemClock.monotonicMicroseconds())
        #expect(SystemClock.bootMilliseconds() >= boot)
        #expect(SystemClock.monotonicMicroseconds() >= monotonic)
        // Boot time counts the time asleep on top.
        #expect(SystemClock.bootMilliseconds() >= Int64(monotonic / 1000))
    }

    @Test func `the boot id is sixteen bytes and stays`() throws {
        let id = try BootID.current()
        #expect(id.bytes.count == 16)
        #expect(id.bytes.contains { $0 != 0 })
        #expect(try BootID.current() == id)
    }

    @Test func `the kernel's notation of a boot id is read`() {
        let id = BootID(Array("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0\n".utf8))
        #expect(
            id?.bytes == [
                0x0f, 0x1e, 0x2d, 0x3c, 0x4b, 0x5a, 0x69, 0x78, 0x87, 0x96, 0xa5, 0xb4, 0xc3, 0xd2, 0xe1, 0xf0,
            ])
    }

    @Test(arguments: ["", "0f1e", "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1fx", "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f00"])
    func `anything else is no boot id`(text: String) {
        #expect(BootID(Array(text.utf8)) == nil)
    }

    @Test(arguments: [0, 1, 32, 1000])
    func `random bytes come in the number asked for`(count: Int) throws {
        #expect(try Randomness.bytes(count).count == count)
    }

    @Test func `random bytes differ`() throws {
        #expect(try Randomness.bytes(32) != Randomness.bytes(32))
    }

    @Test func `an error tells what was attempted, on what, and why not`() {
        let denied = SystemError(ErrorNumber(EACCES), action: "open", path: "/etc/x")
        #expect(denied.description == "cannot open /etc/x: Permission denied (EACCES)")
        #expect(SystemError(.interrupted, action: "wait").description.hasSuffix("(EINTR)"))
        #expect(ErrorNumber(99_999).description == "error 99999")
    }

    @Test func `an interrupted call is made again`() throws {
        var attempts = 0
        let result = try SystemCall.retrying {
            attempts += 1
            guard attempts < 3 else { return 42 }
            errno = EINTR
            return -1
        }
        #expect(result == 42)
        #expect(attempts == 3)
    }
}
