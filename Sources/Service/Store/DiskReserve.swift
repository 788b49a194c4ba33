import Descriptors

/// Room on the store's disk that is given up when there is no other, so that sessions can still be ended.
final class DiskReserve {
    /// What the log holds at most when it is put into the database, 16,000 pages of 4 KiB, which may all be new there,
    /// and as much as one large transaction needs besides. After that the log begins anew, in the room that it has.
    static let usualBytes: Int64 = 72 << 20
    /// What the store has to have beside the reserve, or it would be full again at once.
    static let roomBeside: Int64 = 1 << 20

    /// How large it is: of a small disk half, so that there is room for a ledger beside it.
    let bytes: Int64
    /// How much has to be free for it to be set aside, as far as it is not there.
    var needed: Int64 { max(0, bytes - kept) + Self.roomBeside }
    /// The same in MiB, for people.
    var neededMebibytes: Int64 { (needed + (1 << 20) - 1) >> 20 }
    /// How much of it is there: a start on a full disk gives up no more than it takes.
    private var kept: Int64 { (try? room.bytes) ?? 0 }
    private let room: HeldRoom
    private let free: () throws(SystemError) -> Int64
    /// Whether it is there to be given up.
    private(set) var isHeld: Bool
    /// Which limit kept it from being set aside, on a disk that has room for it.
    private(set) var limit: String?
    /// Before which time since boot, in milliseconds, it is not tried again: each try takes room and gives it back, and
    /// whoever asks for something that is refused brings one about.
    private var pausedUntil = Int64.min

    private static let pauseMilliseconds: Int64 = 1000
    private static let fileName = "reserve"

    static func path(in directory: String) -> String { "\(directory)/\(fileName)" }

    /// Takes over the reserve of the last run, or sets one aside where there is room for it.
    convenience init(in directory: String) throws(SystemError) {
        try self.init(in: directory, diskSize: try Directory.diskSize(directory)) { () throws(SystemError) in
            try Directory.freeBytes(directory)
        }
    }

    /// A reserve of a disk of that size, which has so much room as the function says.
    init(
        in directory: String, diskSize: Int64, free: @escaping () throws(SystemError) -> Int64
    ) throws(SystemError) {
        self.free = free
        bytes = min(Self.usualBytes, diskSize / 2)
        room = try HeldRoom(Self.path(in: directory))
        isHeld = try room.bytes >= bytes
        takeBack()
    }

    /// A start writes too. Where there is no room for that, a part of the last run's reserve has to go; the rest stays
    /// to end sessions with, whatever else fills the disk meanwhile.
    static func makeRoomForStart(in directory: String) throws(SystemError) {
        guard try Directory.freeBytes(directory) < roomBeside,
            try Directory.names(in: directory).contains(fileName)
        else { return }
        try HeldRoom(path(in: directory)).release(roomBeside)
    }

    /// Gives the room back to the disk.
    ///
    /// - Returns: whether there was any to give.
    func giveUp() -> Bool {
        isHeld = false
        guard kept > 0 else { return false }
        return (try? room.release()) != nil
    }

    /// Sets the room aside again, once the disk has enough.
    ///
    /// - Returns: whether it is held.
    @discardableResult
    func takeBack() -> Bool {
        guard !isHeld else { return true }
        guard let free = try? free(), free >= needed else {
            limit = nil
            return false
        }
        guard SystemClock.bootMilliseconds() >= pausedUntil else { return false }
        do throws(SystemError) {
            try room.hold(bytes)
            (isHeld, limit) = (true, nil)
        } catch {
            limit = error.number.limitReached
            pausedUntil = SystemClock.bootMilliseconds() + Self.pauseMilliseconds
        }
        return isHeld
    }
}
