import CLinux

/// The kernel's random number generator.
package enum Randomness {
    /// Unpredictable bytes, fit for secrets.
    package static func bytes(_ count: Int) throws(SystemError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            // Large requests may be answered in part.
            filled += try SystemCall.transfer("draw random bytes") {
                unsafe bytes.withUnsafeMutableBytes { buffer in
                    let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
                    return unsafe linux_random(rest.baseAddress, UInt(rest.count))
                }
            }
        }
        return bytes
    }
}
