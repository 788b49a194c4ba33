import Descriptors
import SessionKeys

/// The file in which the progress of the store is kept, beside it.
///
/// It is written in place with every commit, and not flushed with it: what the disk has is older perhaps, and never
/// ahead of the store. A process that ends leaves it exact, however it ends. There are two places, written in turn:
/// where a write fails half-way, the other one says what was written before.
final class ProgressFile {
    typealias Contents = SmallFileContents<Progress>

    private let file: FileInPlace
    private var written: Progress
    /// What is to be written next, and how it is spelled, where that was prepared.
    private var prepared: (progress: Progress, contents: [UInt8])?
    /// The place to be written next; it stays the next one until that has succeeded.
    private var nextPlace = 0

    /// When the disk was last told to hold what was noted, in milliseconds of the time since boot.
    private var flushedAt = SystemClock.bootMilliseconds()

    private static let places = 2
    /// How old what the disk has may be, after a loss of power.
    static let usualMilliseconds: Int64 = 60_000

    static func path(in directory: String) -> String { directory + "/progress" }

    static func read(in directory: String) throws(SystemError) -> Contents {
        try Contents(at: path(in: directory), limit: places * Progress.size) { contents in
            stride(from: 0, to: contents.count, by: Progress.size).compactMap { start in
                Progress(contents: Array(contents[start...].prefix(Progress.size)))
            }.max { $0.lastEvent < $1.lastEvent }
        }
    }

    /// Forgets what is there, where another store is accepted.
    static func remove(in directory: String) throws(SystemError) { try File.remove(path(in: directory)) }

    /// Begins anew, durably: from here on the file has its place on the disk, and is only written over.
    init(in directory: String, at progress: Progress) throws(SystemError) {
        let path = Self.path(in: directory)
        try File.write(Array(repeating: progress.contents, count: Self.places).flatMap(\.self), to: path, mode: 0o600)
        file = try FileInPlace(path)
        written = progress
    }

    /// Spells what there will be to write once this event is on the disk.
    func prepare(_ lastEvent: Int64) {
        if lastEvent > written.lastEvent { prepared = spelled(lastEvent) }
    }

    /// Notes the newest event, which has to be on the disk.
    func note(_ lastEvent: Int64) throws(SystemError) {
        guard lastEvent > written.lastEvent else { return }
        let next = spelled(lastEvent)
        try file.write(next.contents, at: nextPlace * Progress.size)
        written = next.progress
        nextPlace = (nextPlace + 1) % Self.places
    }

    private func spelled(_ lastEvent: Int64) -> (progress: Progress, contents: [UInt8]) {
        if let prepared, prepared.progress.lastEvent == lastEvent { return prepared }
        let progress = Progress(mark: written.mark, lastEvent: lastEvent)
        return (progress, progress.contents)
    }

    /// Flushes what was noted to the disk, if the last flush was longer ago than that.
    func flush(every milliseconds: Int64) throws(SystemError) {
        let now = SystemClock.bootMilliseconds()
        guard now - flushedAt >= milliseconds else { return }
        flushedAt = now
        try file.flush()
    }
}
