import Glibc

/// A value that one thread has at a time, behind a lock of pthreads: that of Synchronization is unknown to the thread
/// sanitizer on Linux, which then takes for a race whatever it guards.
// Safe to share: the value is touched only by whoever holds the lock, which lives as long as it does.
@safe final class Guarded<Value>: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var value: Value

    init(_ value: sending Value) {
        self.value = value
        let code = unsafe pthread_mutex_init(lock, nil)
        precondition(code == 0, "there is no lock to be had: \(code)")
    }

    deinit {
        unsafe pthread_mutex_destroy(lock)
        unsafe lock.deallocate()
    }

    /// Works on the value alone.
    func withLock<Result>(_ work: (inout Value) -> sending Result) -> sending Result {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        return work(&value)
    }
}
