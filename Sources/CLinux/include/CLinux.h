#pragma once

// What the kernel offers and Swift's Glibc module leaves out. These headers need no feature macro and no wrapping.
#include <sys/epoll.h>
#include <sys/random.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>

#include <dirent.h>

// The rest stands behind _GNU_SOURCE. A header that defined it would give Swift a second view of the C library, at odds
// with the Glibc module's; so it is defined in CLinux.c alone, and only plain types cross over.

/// accept4(2) without an address: the new descriptor is non-blocking and closed on exec from its first moment.
int linux_accept(int listener);

/// SO_PEERCRED: who was at the other end when the connection was made. 0, or -1 with errno.
int linux_peer_credentials(int descriptor, unsigned int *uid, unsigned int *gid, int *pid);

/// The symbol of an error ("EACCES"); NULL if the C library knows none.
const char *linux_error_name(int number);

/// What an error means, in English and without a shared buffer, unlike strerror(3); NULL if unknown.
const char *linux_error_meaning(int number);

/// The name in a directory entry; Swift sees the flexible array only as a tuple to be copied.
const char *linux_entry_name(const struct dirent *entry);
