#include "echo_server.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "buffer.h"
#include "fail.h"
#include "lines.h"
#include "sockets.h"

#define RECEIVE_BYTES (64 * 1024)
#define EVENTS 64

struct peer {
    int fd;
    struct buffer in, out;
    size_t scanned;
};

static char *reply;
static size_t reply_bytes;

static void welcome(int epoll, int listener)
{
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0)
        return;
    struct peer *peer = calloc(1, sizeof *peer);
    if (peer == NULL)
        fail("no memory for a connection");
    peer->fd = fd;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = peer};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0)
        fail("epoll_ctl: %s", strerror(errno));
}

static void dismiss(struct peer *peer)
{
    close(peer->fd);
    free(peer->in.bytes);
    free(peer->out.bytes);
    free(peer);
}

/* Sends all that is due. The generator reads as long as it has questions out, so waiting here ends. */
static void send_replies(int epoll, struct peer *peer)
{
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = peer};
    while (buffer_length(&peer->out) > 0) {
        ssize_t sent = send(peer->fd, buffer_first(&peer->out), buffer_length(&peer->out), MSG_NOSIGNAL);
        if (sent >= 0) {
            buffer_consume(&peer->out, (size_t)sent);
        } else if (errno == EAGAIN) {
            event.events |= EPOLLOUT;
            break;
        } else if (errno != EINTR) {
            buffer_consume(&peer->out, buffer_length(&peer->out));
        }
    }
    epoll_ctl(epoll, EPOLL_CTL_MOD, peer->fd, &event);
}

static void serve(int epoll, struct peer *peer)
{
    ssize_t received = recv(peer->fd, buffer_reserve(&peer->in, RECEIVE_BYTES), RECEIVE_BYTES, 0);
    if (received == 0 || (received < 0 && errno != EAGAIN && errno != EINTR)) {
        dismiss(peer);
        return;
    }
    peer->in.end += received > 0 ? (size_t)received : 0;
    size_t length;
    while ((length = line_length(buffer_first(&peer->in), buffer_length(&peer->in), &peer->scanned)) > 0) {
        buffer_consume(&peer->in, length);
        buffer_append(&peer->out, reply, reply_bytes);
        if (buffer_length(&peer->in) == 0)
            break;
    }
    send_replies(epoll, peer);
}

void echo_serve(const struct options *options)
{
    reply_bytes = options->answer_bytes;
    reply = malloc(reply_bytes);
    if (reply == NULL)
        fail("no memory for a line");
    memset(reply, 'y', reply_bytes);
    reply[reply_bytes - 1] = '\n';

    int epoll = epoll_create1(EPOLL_CLOEXEC);
    int listener = socket_listen(options->socket);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
    if (epoll < 0 || epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event) != 0)
        fail("epoll: %s", strerror(errno));
    for (;;) {
        struct epoll_event events[EVENTS];
        int ready = epoll_wait(epoll, events, EVENTS, -1);
        for (int index = 0; index < ready; index++)
            events[index].data.ptr == NULL ? welcome(epoll, listener) : serve(epoll, events[index].data.ptr);
    }
}
