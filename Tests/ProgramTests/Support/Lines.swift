import Foundation
import Glibc
import TestSupport
import Testing

/// The lines of a process that runs on, as they come.
struct Lines {
    private let handle: FileHandle
    private var pending: [UInt8] = []

    init(_ handle: FileHandle) { self.handle = handle }

    /// Waits for the next line; nil at the end, or where none comes within the bound.
    mutating func next() -> String? {
        while true {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                defer { pending.removeSubrange(...end) }
                return String(decoding: pending[..<end], as: UTF8.self)
            }
            var output = pollfd(fd: handle.fileDescriptor, events: Int16(POLLIN), revents: 0)
            guard unsafe poll(&output, 1, Int32(Patience.milliseconds)) > 0 else {
                Issue.record("no line came, behind \"\(String(decoding: pending, as: UTF8.self))\"")
                return nil
            }
            let data = handle.availableData
            guard !data.isEmpty else { return nil }
            pending += data
        }
    }
}
