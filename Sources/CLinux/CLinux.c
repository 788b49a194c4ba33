#define _GNU_SOURCE
#include "CLinux.h"

#include <string.h>
#include <sys/socket.h>

int linux_accept(int listener) {
    return accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

int linux_peer_credentials(int descriptor, unsigned int *uid, unsigned int *gid, int *pid) {
    struct ucred credentials;
    socklen_t length = sizeof credentials;
    if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &length) == -1)
        return -1;
    *uid = credentials.uid;
    *gid = credentials.gid;
    *pid = credentials.pid;
    return 0;
}

const char *linux_error_name(int number) {
    return strerrorname_np(number);
}

const char *linux_error_meaning(int number) {
    return strerrordesc_np(number);
}

const char *linux_entry_name(const struct dirent *entry) {
    return entry->d_name;
}
