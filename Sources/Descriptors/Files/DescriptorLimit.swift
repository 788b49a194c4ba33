import Glibc

/// How many descriptors the process may have open (getrlimit(2), `RLIMIT_NOFILE`).
package enum DescriptorLimit {
    /// Raises the limit as far as the process may by itself: nothing here waits with select(2), for which it is kept
    /// low.
    ///
    /// - Returns: how many may be open from now on.
    package static func raise() throws(SystemError) -> Int {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        try SystemCall.perform("read the limit of open files") { unsafe getrlimit(resource, &limit) }
        var raised = limit
        raised.rlim_cur = limit.rlim_max
        // A sandbox may forbid it: then there are as many as there were.
        guard raised.rlim_cur > limit.rlim_cur, unsafe setrlimit(resource, &raised) == 0 else {
            return Int(clamping: limit.rlim_cur)
        }
        return Int(clamping: raised.rlim_cur)
    }
}
