/// What is left to end sessions with on a full disk, and whether the store works.
extension Upkeep {
    /// Says so when it was given up; whoever is refused from then on has a record anyway.
    func lookAtReserve() {
        defer { hadReserve = parts.reserve.isHeld }
        guard hadReserve, !parts.reserve.isHeld else { return }
        let message =
            "the disk is full, or a limit is reached: the room that was kept is given up, so that sessions can be ended; "
            + "make room: nothing else is written until \(parts.reserve.neededMebibytes) MiB are free"
        parts.sink.write(Record(.storeFailed, message))
    }

    /// Whether the store failed last, or has room for revocations only.
    var isStoreFailing: Bool { telemetry.metrics.storeIsFailing || !parts.reserve.isHeld }

    /// Whether it is to be looked at though nobody asks anything: it failed, or it is not told yet that it works again.
    var isToBeLookedAt: Bool { isStoreFailing || wasFailing }

    /// Says so when the store works again: nothing that is refused would tell.
    func lookWhetherStoreWorks() {
        defer { wasFailing = isStoreFailing }
        guard wasFailing, !isStoreFailing else { return }
        parts.sink.write(Record(.storeRecovered, "the store works again, and what is asked is decided"))
    }
}
