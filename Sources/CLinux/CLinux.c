// For accept4, ucred, cpu_set_t, O_TMPFILE and the error texts.
#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/random.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

int linux_open_unnamed(const char *directory, uint32_t mode) {
    return open(directory, O_TMPFILE | O_WRONLY | O_CLOEXEC, (mode_t)mode);
}

int linux_poller(void) {
    return epoll_create1(EPOLL_CLOEXEC);
}

static int control(int poller, int operation, int descriptor, bool read, bool write, uint64_t token) {
    struct epoll_event event = {
        .events = (read ? EPOLLIN : 0u) | (write ? EPOLLOUT : 0u),
        .data.u64 = token,
    };
    return epoll_ctl(poller, operation, descriptor, &event);
}

int linux_poller_add(int poller, int descriptor, bool read, bool write, uint64_t token) {
    return control(poller, EPOLL_CTL_ADD, descriptor, read, write, token);
}

int linux_poller_modify(int poller, int descriptor, bool read, bool write, uint64_t token) {
    return control(poller, EPOLL_CTL_MOD, descriptor, read, write, token);
}

int linux_poller_remove(int poller, int descriptor) {
    return control(poller, EPOLL_CTL_DEL, descriptor, false, false, 0);
}

int linux_poller_wait(int poller, struct linux_event *events, int milliseconds) {
    // Swift cannot be given struct epoll_event: it is packed on some machines, and holds a union.
    struct epoll_event ready[LINUX_EVENT_LIMIT];
    int count = epoll_wait(poller, ready, LINUX_EVENT_LIMIT, milliseconds);
    for (int i = 0; i < count; i++) {
        events[i].token = ready[i].data.u64;
        events[i].readable = ready[i].events & EPOLLIN;
        events[i].writable = ready[i].events & EPOLLOUT;
        events[i].hung_up = ready[i].events & (EPOLLHUP | EPOLLERR);
    }
    return count;
}

int linux_processors(void) {
    cpu_set_t usable;
    return sched_getaffinity(0, sizeof usable, &usable) == 0 ? CPU_COUNT(&usable) : 1;
}

void linux_name_thread(const char *name) {
    pthread_setname_np(pthread_self(), name);
}

int linux_processor(void) {
    return sched_getcpu();
}

int linux_run_when_idle(void) {
    struct sched_param none = {0};
    return sched_setscheduler(0, SCHED_IDLE, &none);
}

int linux_stay_on(int processor) {
    if (processor < 0 || processor >= CPU_SETSIZE) {
        errno = EINVAL;
        return -1;
    }
    cpu_set_t only;
    CPU_ZERO(&only);
    CPU_SET(processor, &only);
    return sched_setaffinity(0, sizeof only, &only);
}

int linux_timer(int clock) {
    return timerfd_create(clock, TFD_NONBLOCK | TFD_CLOEXEC);
}

int linux_timer_arm(int timer, int64_t seconds, int64_t nanoseconds) {
    struct itimerspec setting = {.it_value = {seconds, nanoseconds}};
    return timerfd_settime(timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &setting, NULL);
}

int linux_timer_repeat(int timer, int64_t seconds, int64_t nanoseconds) {
    struct itimerspec setting = {.it_value = {seconds, nanoseconds}, .it_interval = {seconds, nanoseconds}};
    return timerfd_settime(timer, 0, &setting, NULL);
}

int linux_counter(bool blocking) {
    return eventfd(0, EFD_CLOEXEC | (blocking ? 0 : EFD_NONBLOCK));
}

int linux_signals(const int *signals, int count) {
    sigset_t set;
    sigemptyset(&set);
    for (int i = 0; i < count; i++) {
        if (sigaddset(&set, signals[i]) == -1)
            return -1;
    }
    int failure = pthread_sigmask(SIG_BLOCK, &set, NULL);
    if (failure != 0) {
        errno = failure;
        return -1;
    }
    return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

int linux_signals_next(int descriptor) {
    struct signalfd_siginfo information;
    // The kernel never gives a part of one.
    return read(descriptor, &information, sizeof information) == -1 ? -1 : (int)information.ssi_signo;
}

long linux_random(void *buffer, unsigned long size) {
    return getrandom(buffer, size, 0);
}

int linux_accept(int listener) {
    return accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

int linux_peer_credentials(int descriptor, uint32_t *uid, uint32_t *gid, int32_t *pid) {
    struct ucred credentials;
    socklen_t length = sizeof credentials;
    if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &length) == -1)
        return -1;
    *uid = credentials.uid;
    *gid = credentials.gid;
    *pid = credentials.pid;
    return 0;
}

long linux_receive(int descriptor, void *buffer, unsigned long size) {
    return syscall(SYS_recvfrom, descriptor, buffer, size, 0, NULL, NULL);
}

long linux_send(int descriptor, const void *buffer, unsigned long size) {
    return syscall(SYS_sendto, descriptor, buffer, size, MSG_NOSIGNAL, NULL, 0);
}

const char *linux_error_name(int number) {
    return strerrorname_np(number);
}

const char *linux_error_meaning(int number) {
    return strerrordesc_np(number);
}
