import Descriptors

/// What was found of a value that is kept in a small file.
enum SmallFileContents<Value> {
    case missing
    /// It is there, and does not say what was written.
    case damaged
    case value(Value)

    /// Reads a file of at most so many bytes; `value` gives `nil` for what was never written.
    init(at path: String, limit: Int, value: ([UInt8]) -> Value?) throws(SystemError) {
        do throws(SystemError) {
            self = value(try File.read(path, limit: limit)).map(Self.value) ?? .damaged
        } catch {
            switch error.number {
            case .notFound: self = .missing
            case .tooLarge, .isPipe: self = .damaged
            default: throw error
            }
        }
    }
}

extension SmallFileContents: Equatable where Value: Equatable {}
