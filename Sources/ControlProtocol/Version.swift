/// Which version this is, and how it is told on the wire.
package enum Version {
    /// The version of this source.
    package static let number = "0.1.0"

    /// `leashd/VERSION/linux-ARCH/swiftVERSION`, as Ethereum nodes name themselves.
    package static var client: String { "leashd/\(number)/linux-\(architecture)/swift\(swift)" }

    private static var architecture: String {
        #if arch(x86_64)
            "amd64"
        #elseif arch(arm64)
            "arm64"
        #else
            "unknown"
        #endif
    }

    private static var swift: String {
        #if compiler(>=6.4)
            "6.4"
        #elseif compiler(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }
}
