import Glibc

/// The way into the kernel: the only place of this target that reads `errno`.
package enum SystemCall {
    /// The result of `call`, or why it failed; made once, even if a signal interrupts it.
    package static func once(_ call: () -> Int) throws(ErrorNumber) -> Int {
        let result = call()
        guard result != -1 else { throw ErrorNumber(errno) }
        return result
    }

    /// The result of `call`, or why it failed; made again whenever a signal interrupts it.
    package static func retrying(_ call: () -> Int) throws(ErrorNumber) -> Int {
        while true {
            do {
                return try once(call)
            } catch .interrupted {
                continue
            }
        }
    }

    /// The same for the calls that return an `int`, with the failure put into words.
    @discardableResult
    package static func perform(
        _ action: String, path: String? = nil, _ call: () -> Int32
    ) throws(SystemError) -> Int32 {
        Int32(truncatingIfNeeded: try transfer(action, path: path) { Int(call()) })
    }

    /// The same for the calls that return a count of bytes.
    package static func transfer(_ action: String, path: String? = nil, _ call: () -> Int) throws(SystemError) -> Int {
        do {
            return try retrying(call)
        } catch {
            throw SystemError(error, action: action, path: path)
        }
    }

    /// The same for the calls that return a pointer, for which NULL means the end unless `errno` says otherwise.
    package static func pointer<Pointer>(
        _ action: String, path: String? = nil, _ call: () -> Pointer?
    ) throws(SystemError) -> Pointer? {
        errno = 0
        if let pointer = call() { return pointer }
        let number = ErrorNumber(errno)
        guard number.rawValue != 0 else { return nil }
        throw SystemError(number, action: action, path: path)
    }
}
