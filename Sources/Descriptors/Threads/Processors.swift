import CLinux

/// The processors of the machine, as far as this process may use them.
package enum Processors {
    /// How many there are.
    package static var count: Int { Int(linux_processors()) }
}
