import Descriptors

/// The file in which the high water is kept, beside the store.
struct HighWaterFile: Sendable {
    typealias Contents = SmallFileContents<HighWater>

    let path: String

    init(in directory: String) { path = directory + "/high-water" }

    func read() throws(SystemError) -> Contents {
        try Contents(at: path, limit: HighWater.sizeLimit, value: HighWater.init(contents:))
    }

    /// Replaces the file, durably and as a whole.
    func write(_ value: HighWater) throws(SystemError) {
        try File.write(value.contents, to: path, mode: 0o600)
    }
}
