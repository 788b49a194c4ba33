#ifndef CONNECTIONS_H
#define CONNECTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buffer.h"
#include "options.h"
#include "wire.h"

/* One connection to what is measured, and what is on its way there and back. */
struct connection {
    int fd;
    bool blocked; /* the socket takes no more for now */
    struct buffer out, in;
    size_t scanned;
    uint64_t *asked_at; /* a ring: answers come in the order of the requests */
    unsigned oldest, waiting;
};

/* Opens and greets as many as asked for, and has them watched for answers. */
struct connection *connections_open(const struct options *options, const struct wire *wire, int epoll);

void connections_close(struct connection *connections, unsigned count);

/* Sends what is due; what the socket does not take now is sent when it is writable again. */
void connection_flush(struct connection *connection, int epoll);

#endif
