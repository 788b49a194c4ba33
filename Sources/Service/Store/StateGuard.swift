import Descriptors
import SessionKeys

/// Sees to it that the daemon runs on the store that ran last, or on one that an administrator has accepted.
///
/// Each run gives the store a fresh mark, and keeps the same in a file beside it. The file first names both marks, then
/// the store gets the new one, and its progress a file, then the first file forgets the old mark: wherever a crash falls
/// in between, they still agree.
struct StateGuard {
    let directory: String
    let ledger: any Ledger
    let random: RandomPool

    private var file: HighWaterFile { HighWaterFile(in: directory) }
    private var path: String { Directories.store(in: directory) }
    private var lastEvent: Int64 { ledger.overview.lastEvent }

    /// Lets the store run, and marks it as the one that did.
    ///
    /// - Returns: the file in which its progress is to be noted from now on, and whether it has never run before.
    func admit(_ sink: RecordSink) throws(StartError) -> (progress: ProgressFile, isNew: Bool) {
        let (recognition, mark, known) = try recognise()
        if let explanation = recognition.explanation(path: path, directory: directory, lastEvent: lastEvent) {
            throw StartError(.configuration, explanation, kind: .storeNotRecognised)
        }
        let accepted = if case .value(let value) = known { value.acceptedInsteadOf } else { Int64?.none }
        if let accepted { tell(sink, accepted) }
        let fresh = StoreMark(random.nextID())
        try write(HighWater(mark: mark, nextMark: fresh, lastEvent: lastEvent, acceptedInsteadOf: accepted))
        try StartError.wrapping { () throws(LedgerError) in try ledger.setMark(fresh) }
        let progress = try StartError.wrapping { () throws(SystemError) in
            try ProgressFile(in: directory, at: Progress(mark: fresh, lastEvent: lastEvent))
        }
        try write(HighWater(mark: fresh, lastEvent: lastEvent))
        return (progress, isNew: mark == nil)
    }

    /// Takes an administrator's word that the store, as it is now, is to run here.
    ///
    /// - Returns: what was done, for the administrator.
    func accept() throws(StartError) -> String {
        let (recognition, mark, _) = try recognise()
        guard recognition != .recognised else { return "\(path) is the store that ran here last: nothing was done" }
        try write(HighWater(mark: mark, lastEvent: lastEvent, acceptedInsteadOf: recognition.knownEvent))
        try StartError.wrapping { () throws(SystemError) in try ProgressFile.remove(in: directory) }
        if case .gone(let knownEvent) = recognition {
            return "\(path) is accepted as it is, new and EMPTY, in place of one that had come to event "
                + "\(knownEvent): no session is left in it; start leashd, or put the store back first"
        }
        return "\(path) is accepted as it is, with newest event \(lastEvent): start leashd"
    }

    private func recognise() throws(StartError) -> (Recognition, StoreMark?, HighWaterFile.Contents) {
        let mark = try StartError.wrapping(ledger.mark)
        let (known, progress) = try StartError.wrapping { () throws(SystemError) in
            (try file.read(), try ProgressFile.read(in: directory))
        }
        return (Recognition(of: mark, lastEvent: lastEvent, known: known, progress: progress), mark, known)
    }

    private func write(_ value: HighWater) throws(StartError) {
        try StartError.wrapping { () throws(SystemError) in try file.write(value) }
    }

    private func tell(_ sink: RecordSink, _ before: Int64) {
        let earlier =
            before > 0 ? "the one before it had come to event \(before) at least" : "of one before it nothing is known"
        let message =
            "a restored store was accepted by an administrator: its newest event is \(lastEvent); \(earlier)"
        sink.write(
            Record(
                .storeAccepted, message,
                [(.eventSequence, String(lastEvent)), (.knownEventSequence, String(before))]))
    }
}
