/// Which start of the machine this is: drawn at random by the kernel, the same until the next start.
package struct BootID: Hashable, Sendable {
    /// Sixteen bytes.
    package let bytes: [UInt8]

    /// Asks the kernel.
    package static func current() throws(SystemError) -> BootID {
        let path = "/proc/sys/kernel/random/boot_id"
        let text = try File.read(path, limit: 64)
        guard let id = BootID(text) else { throw SystemError(.invalid, action: "understand", path: path) }
        return id
    }

    /// Reads the kernel's notation, `0f1e2d3c-...`; nil if it is not sixteen bytes.
    package init?(_ text: [UInt8]) {
        let digits = text.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "\n") }.map(Self.value)
        guard digits.count == 32, !digits.contains(nil) else { return nil }
        let values = digits.compactMap { $0 }
        bytes = stride(from: 0, to: 32, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
