package import Glibc

/// A value behind a pthread mutex. Not `Synchronization.Mutex`: the thread sanitizer on Linux sees nothing of how one
/// waits for that, and reports a race wherever two threads meet at it.
// Safe to share: the value is touched only by whoever holds the lock, which lives as long as it does.
@safe package final class Guarded<Value>: @unchecked Sendable {
    // Not private, for what is inlined elsewhere; nobody else touches them.
    @usableFromInline let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    @usableFromInline var value: Value

    /// A value that nobody else holds.
    package init(_ value: sending Value) {
        self.value = value
        let code = unsafe pthread_mutex_init(lock, nil)
        precondition(code == 0, "a lock cannot be made: \(code)")
    }

    deinit {
        unsafe pthread_mutex_destroy(lock)
        unsafe lock.deallocate()
    }

    /// Works on the value alone.
    // Inlined, so that it is made for each value's type in other modules too: every batch passes here several times.
    @inlinable
    package func withLock<Result>(_ work: (inout Value) -> sending Result) -> sending Result {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        return work(&value)
    }
}
