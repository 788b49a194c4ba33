import ControlProtocol

/// JSON as it came, on one line, and harmless to a terminal.
enum CompactJSON {
    /// The bytes of a value without white space. Control characters, which JSON allows from U+007F on, are escaped: it
    /// stays the same value.
    static func bytes(of value: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.value(value)
        guard writer.bytes.contains(where: { $0 >= 0x7f }) else { return writer.bytes }
        return escaped(writer.bytes)
    }

    /// What the daemon would answer of a session that it does not know, with a message of our own.
    static func unknownSession(_ message: String) -> [UInt8] { bytes(of: .unknownSession(message)) }

    /// What it would answer at the socket for spenders to what is not for them.
    static func controlSocketOnly(_ what: String) -> [UInt8] { bytes(of: .controlSocketOnly(what)) }

    private static func bytes(of error: RemoteError) -> [UInt8] {
        var writer = JSONWriter()
        writer.error(error)
        return writer.bytes
    }

    private static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(bytes.count)
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if (0x7f...0x9f).contains(scalar.value) {
                escaped += Array("\\u00\(String(scalar.value, radix: 16))".utf8)
            } else {
                escaped += Array(String(scalar).utf8)
            }
        }
        return escaped
    }
}
