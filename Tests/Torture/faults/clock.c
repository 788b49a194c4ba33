/* A wall clock that somebody sets, and a machine that sleeps: FAULTS_CLOCK names a file that holds how far the wall clock is
 * set off, and how long the machine has slept (which CLOCK_BOOTTIME counts, and CLOCK_MONOTONIC does not), in milliseconds as
 * text. Timers of the wall clock are moved with it when they are armed; that it was set is learnt at the next look, not
 * through a timer. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

static int64_t offset_milliseconds(clockid_t clock)
{
    char text[64] = "", *rest;
    const char *path = getenv("FAULTS_CLOCK");
    int file = path == NULL ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
    if (file < 0)
        return 0;
    ssize_t count = read(file, text, sizeof text - 1);
    syscall(SYS_close, file);
    if (count <= 0)
        return 0;
    int64_t wall = strtoll(text, &rest, 10), slept = strtoll(rest, NULL, 10);
    return clock == CLOCK_REALTIME ? wall : clock == CLOCK_BOOTTIME ? slept : 0;
}

static void add(struct timespec *time, int64_t milliseconds)
{
    int64_t whole = (int64_t)time->tv_sec * 1000 + time->tv_nsec / 1000000 + milliseconds;
    time->tv_nsec = time->tv_nsec % 1000000 + (whole % 1000) * 1000000;
    time->tv_sec = whole / 1000;
}

int clock_gettime(clockid_t clock, struct timespec *time)
{
    int result = (int)syscall(SYS_clock_gettime, clock, time);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_BOOTTIME) && getenv("FAULTS_CLOCK") != NULL)
        add(time, offset_milliseconds(clock));
    return result;
}

int timerfd_settime(int timer, int flags, const struct itimerspec *new, struct itimerspec *old)
{
    struct itimerspec moved = *new;
    if ((flags & TFD_TIMER_ABSTIME) != 0 && moved.it_value.tv_sec > 1000000000 && moved.it_value.tv_sec < 10000000000)
        add(&moved.it_value, -offset_milliseconds(CLOCK_REALTIME));
    return (int)syscall(SYS_timerfd_settime, timer, flags, &moved, old);
}
