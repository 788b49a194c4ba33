/// What the process ends with, as sysexits.h numbers it where it has a number.
package enum ExitStatus: Int32, Sendable {
    case success = 0
    /// The options do not say what is needed.
    case usage = 64
    /// The store is damaged.
    case dataDamaged = 65
    /// Sockets or directories cannot be had.
    case cannotCreate = 73
    /// The disk failed.
    case inputOutput = 74
    /// Somebody else has the store; later it may work.
    case temporary = 75
    /// The configuration is faulty, or the store is not one that this program may touch.
    case configuration = 78
}
