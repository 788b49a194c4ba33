#pragma once

// What the kernel offers and Swift's Glibc module leaves out, in plain types only.
//
// No header of the C library is included here: Swift would take this module for the home of some of Glibc's types
// (timespec, stat), and whoever uses them would have to import CLinux instead.

#include <stdbool.h>
#include <stdint.h>

// All of these return -1 with errno where they fail, and every descriptor that they make is closed on exec.

/// What one watched descriptor is ready for.
struct linux_event {
    uint64_t token;
    bool readable;
    bool writable;
    bool hung_up;
};

/// open(2) with O_TMPFILE: a file to be written that has no name in the directory yet.
int linux_open_unnamed(const char *directory, uint32_t mode);

/// epoll_create1(2).
int linux_poller(void);

/// epoll_ctl(2): begins to watch, level-triggered.
int linux_poller_add(int poller, int descriptor, bool read, bool write, uint64_t token);

/// epoll_ctl(2): changes what is watched for.
int linux_poller_modify(int poller, int descriptor, bool read, bool write, uint64_t token);

/// epoll_ctl(2): stops watching.
int linux_poller_remove(int poller, int descriptor);

/// How many events `linux_poller_wait` reports at most.
enum { LINUX_EVENT_LIMIT = 256 };

/// epoll_wait(2): the number of events that were put into `events`, which has room for LINUX_EVENT_LIMIT.
int linux_poller_wait(int poller, struct linux_event *events, int milliseconds);

/// sched_getaffinity(2): how many processors this thread may run on; 1 where the system does not say.
int linux_processors(void);

/// pthread_setname_np(3): names this thread, in 15 bytes at most.
void linux_name_thread(const char *name);

/// getcpu(2): the processor that this thread runs on.
int linux_processor(void);

/// sched_setscheduler(2): this thread runs only where nobody else wants the processor.
int linux_run_when_idle(void);

/// sched_setaffinity(2): this thread runs on one processor only.
int linux_stay_on(int processor);

/// timerfd_create(2), non-blocking.
int linux_timer(int clock);

/// timerfd_settime(2): fires once at a moment of the clock; ECANCELED when the clock is set.
int linux_timer_arm(int timer, int64_t seconds, int64_t nanoseconds);

/// timerfd_settime(2): fires after each interval.
int linux_timer_repeat(int timer, int64_t seconds, int64_t nanoseconds);

/// eventfd(2): a count that one thread adds to and another reads.
int linux_counter(bool blocking);

/// Blocks the signals for this thread and returns a signalfd(2) of them, non-blocking.
int linux_signals(const int *signals, int count);

/// The next signal from a signalfd(2).
int linux_signals_next(int descriptor);

/// getrandom(2): how many bytes were filled.
long linux_random(void *buffer, unsigned long size);

/// accept4(2) without an address, non-blocking.
int linux_accept(int listener);

/// SO_PEERCRED: who was at the other end when the connection was made.
int linux_peer_credentials(int descriptor, uint32_t *uid, uint32_t *gid, int32_t *pid);

/// recv(2): how many bytes were received. Not by the function of the C library, where a thread may be cancelled, which
/// takes it two atomic operations each time; nobody cancels threads here.
long linux_receive(int descriptor, void *buffer, unsigned long size);

/// send(2) without SIGPIPE, the same way: how many bytes were taken.
long linux_send(int descriptor, const void *buffer, unsigned long size);

/// The symbol of an error ("EACCES"); NULL if the C library knows none.
const char *linux_error_name(int number);

/// What an error means, in English and without a shared buffer, unlike strerror(3); NULL if unknown.
const char *linux_error_meaning(int number);
