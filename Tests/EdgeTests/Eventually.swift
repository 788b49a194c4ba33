import Glibc

/// Whether something becomes true, asked again and again.
///
/// What this process closes may stay open for a moment: in a child that another test starts, between fork and exec.
func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    for _ in 0..<10_000 {
        if try condition() { return true }
        usleep(1000)
    }
    return false
}
