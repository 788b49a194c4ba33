import Descriptors

/// Doors that are left alone until descriptors are free again, by their places.
struct ClosedDoors {
    /// How long to wait before trying again. It cannot be told when: others than connections hold descriptors too.
    private static let pauseMilliseconds: Int64 = 1000

    private var places: Set<Int> = []
    /// When the last of them was closed, in milliseconds of the time since boot.
    var closedAt: Int64 = 0

    var isEmpty: Bool { places.isEmpty }

    /// Whether they have been left alone for long enough.
    var areDue: Bool { !isEmpty && SystemClock.bootMilliseconds() - closedAt >= Self.pauseMilliseconds }

    mutating func close(_ place: Int) {
        places.insert(place)
        closedAt = SystemClock.bootMilliseconds()
    }

    /// - Returns: those that were closed.
    mutating func openAll() -> Set<Int> {
        defer { places = [] }
        return places
    }
}
