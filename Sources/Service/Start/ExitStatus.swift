/// What the process ends with, as sysexits.h numbers it where it has a number; docs/protocol.md, "Programs", says it to
/// users.
package enum ExitStatus: Int32, CaseIterable, Sendable {
    /// Told to stop, and stopped in order; or did what an option asked for.
    case success = 0
    /// The options do not say what is needed, or what they name is not for this user.
    case usage = 64
    /// The store is damaged.
    case dataDamaged = 65
    /// Sockets or directories, or what the loop waits at, cannot be had, or the store may not be written.
    case cannotCreate = 73
    /// The disk failed or is too full to start on, or the system failed in something else.
    case inputOutput = 74
    /// Another process has the store; later it may work.
    case temporary = 75
    /// The configuration is faulty, a socket that was passed is not what its name says, or has none, or the store is
    /// not one that this program may touch.
    case configuration = 78
}
