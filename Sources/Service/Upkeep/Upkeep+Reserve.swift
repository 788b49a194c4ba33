/// What is left to end sessions with on a full disk.
extension Upkeep {
    /// Says so when it was given up; whoever is refused from then on has a record anyway.
    func lookAtReserve() {
        defer { hadReserve = parts.reserve.isHeld }
        guard hadReserve, !parts.reserve.isHeld else { return }
        let message =
            "the disk is full: the room that was kept is given up, so that sessions can be ended; make room on it: "
            + "nothing else is written until \(parts.reserve.needed >> 20) MiB are free"
        parts.sink.write(Record(.storeFailed, message))
    }
}
