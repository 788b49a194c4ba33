internal import Descriptors
internal import SessionKeys

/// The file in which the progress of the store is kept, beside it.
///
/// It is written in place with every commit, and not flushed with it: what the disk has is older perhaps, and never ahead of
/// the store. A process that ends leaves it exact, however it ends.
final class ProgressFile {
    /// What was found.
    enum Contents: Equatable {
        case missing
        /// It is there, and does not say what was written.
        case damaged
        case value(Progress)
    }

    private let file: FileInPlace
    private var written: Progress

    private static func path(in directory: String) -> String { directory + "/progress" }

    static func read(in directory: String) throws(SystemError) -> Contents {
        do throws(SystemError) {
            let contents = try File.read(path(in: directory), limit: Progress.size)
            return Progress(contents: contents).map(Contents.value) ?? .damaged
        } catch {
            switch error.number {
            case .notFound: return .missing
            case .tooLarge: return .damaged
            default: throw error
            }
        }
    }

    /// Forgets what is there, where another store is accepted.
    static func remove(in directory: String) throws(SystemError) { try File.remove(path(in: directory)) }

    /// Begins anew, durably: from here on the file has its place on the disk, and is only written over.
    init(in directory: String, at progress: Progress) throws(SystemError) {
        let path = Self.path(in: directory)
        try File.write(progress.contents, to: path, mode: 0o600)
        file = try FileInPlace(path)
        written = progress
    }

    /// Notes the newest event, which has to be on the disk.
    func note(_ lastEvent: Int64) throws(SystemError) {
        guard lastEvent > written.lastEvent else { return }
        let next = Progress(mark: written.mark, lastEvent: lastEvent)
        try file.write(next.contents)
        written = next
    }

    /// Has the disk hold what was noted.
    func flush() throws(SystemError) { try file.flush() }
}
