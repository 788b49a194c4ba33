#include "connections.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fail.h"
#include "sockets.h"

static void watch(struct connection *connection, int epoll, int operation)
{
    struct epoll_event event = {
        .events = EPOLLIN | (connection->blocked ? EPOLLOUT : 0u), .data.ptr = connection};
    if (epoll_ctl(epoll, operation, connection->fd, &event) != 0)
        fail("epoll_ctl: %s", strerror(errno));
}

struct connection *connections_open(const struct options *options, const struct wire *wire, int epoll)
{
    struct connection *connections = calloc(options->connections, sizeof *connections);
    if (connections == NULL)
        fail("no memory for the connections");
    for (unsigned index = 0; index < options->connections; index++) {
        struct connection *connection = &connections[index];
        connection->fd = socket_connect(options->socket);
        if (wire->greet != NULL)
            wire->greet(connection->fd);
        socket_make_nonblocking(connection->fd);
        connection->asked_at = calloc(options->in_flight, sizeof *connection->asked_at);
        if (connection->asked_at == NULL)
            fail("no memory for the connections");
        watch(connection, epoll, EPOLL_CTL_ADD);
    }
    return connections;
}

void connections_close(struct connection *connections, unsigned count)
{
    for (unsigned index = 0; index < count; index++) {
        close(connections[index].fd);
        free(connections[index].out.bytes);
        free(connections[index].in.bytes);
        free(connections[index].asked_at);
    }
    free(connections);
}

void connection_flush(struct connection *connection, int epoll)
{
    bool was_blocked = connection->blocked;
    connection->blocked = false;
    while (buffer_length(&connection->out) > 0 && !connection->blocked) {
        ssize_t sent = send(
            connection->fd, buffer_first(&connection->out), buffer_length(&connection->out), MSG_NOSIGNAL);
        if (sent >= 0)
            buffer_consume(&connection->out, (size_t)sent);
        else if (errno == EAGAIN)
            connection->blocked = true;
        else if (errno != EINTR)
            fail("send: %s", strerror(errno));
    }
    if (connection->blocked != was_blocked)
        watch(connection, epoll, EPOLL_CTL_MOD);
}
