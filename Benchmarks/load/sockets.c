#include "sockets.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "fail.h"

#define RECEIVE_BYTES (64 * 1024)
#define BACKLOG 1024

static int socket_for(const char *path, struct sockaddr_un *address)
{
    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address->sun_path)
        fail("the socket path is longer than %zu bytes: %s", sizeof address->sun_path - 1, path);
    strcpy(address->sun_path, path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        fail("socket: %s", strerror(errno));
    return fd;
}

int socket_connect(const char *path)
{
    struct sockaddr_un address;
    int fd = socket_for(path, &address);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
        fail("cannot connect to %s: %s", path, strerror(errno));
    return fd;
}

int socket_listen(const char *path)
{
    struct sockaddr_un address;
    int fd = socket_for(path, &address);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(fd, BACKLOG) != 0)
        fail("cannot listen at %s: %s", path, strerror(errno));
    return fd;
}

void socket_make_nonblocking(int fd)
{
    if (fcntl(fd, F_SETFL, O_NONBLOCK) != 0)
        fail("fcntl: %s", strerror(errno));
}

void socket_send_all(int fd, const void *bytes, size_t count)
{
    const char *next = bytes;
    while (count > 0) {
        ssize_t sent = send(fd, next, count, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            fail("send: %s", strerror(errno));
        next += sent;
        count -= (size_t)sent;
    }
}

void socket_receive_more(int fd, struct buffer *in)
{
    ssize_t received;
    do
        received = recv(fd, buffer_reserve(in, RECEIVE_BYTES), RECEIVE_BYTES, 0);
    while (received < 0 && errno == EINTR);
    if (received <= 0)
        fail("the connection ended: %s", received == 0 ? "closed by the other side" : strerror(errno));
    in->end += (size_t)received;
}
