import Foundation

/// The lines of a process that runs on, as they come.
struct Lines {
    private let handle: FileHandle
    private var pending: [UInt8] = []

    init(_ handle: FileHandle) { self.handle = handle }

    /// Waits for the next line; nil at the end.
    mutating func next() -> String? {
        while true {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                defer { pending.removeSubrange(...end) }
                return String(decoding: pending[..<end], as: UTF8.self)
            }
            let data = handle.availableData
            guard !data.isEmpty else { return nil }
            pending += data
        }
    }
}
