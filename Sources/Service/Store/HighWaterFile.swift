internal import Descriptors

/// The file in which the high water is kept, beside the store.
struct HighWaterFile: Sendable {
    /// What was found.
    enum Contents: Equatable {
        case missing
        /// It is there, and does not say what was written.
        case damaged
        case value(HighWater)
    }

    let path: String

    init(in directory: String) { path = directory + "/high-water" }

    func read() throws(SystemError) -> Contents {
        do throws(SystemError) {
            let contents = try File.read(path, limit: HighWater.sizeLimit)
            return HighWater(contents: contents).map(Contents.value) ?? .damaged
        } catch {
            switch error.number {
            case .notFound: return .missing
            case .tooLarge: return .damaged
            default: throw error
            }
        }
    }

    /// Replaces the file, durably and as a whole.
    func write(_ value: HighWater) throws(SystemError) {
        try File.write(value.contents, to: path, mode: 0o600)
    }
}
