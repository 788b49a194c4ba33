/// What the machine's clocks say at one moment.
package struct ClockReading: Hashable, Sendable {
    /// What the wall clock says.
    package let wall: Instant
    /// Milliseconds since boot, the time spent suspended included.
    package let sinceBoot: Int64
    /// Names the boot, so that times since different boots are not compared.
    package let boot: UInt128

    /// A reading of the wall clock and the boot clock.
    package init(wall: Instant, sinceBoot: Int64, boot: UInt128) {
        self.wall = wall
        self.sinceBoot = sinceBoot
        self.boot = boot
    }
}
