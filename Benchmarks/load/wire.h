#ifndef WIRE_H
#define WIRE_H

#include <stddef.h>

#include "buffer.h"
#include "options.h"
#include "transfer.h"

/* One whole answer at the front of what was received, or none yet (length 0). */
struct answer {
    size_t length;
    unsigned granted; /* how many of the message's requests were answered with a yes */
};

/* How one competitor is spoken to. The loop that measures is the same for all of them. */
struct wire {
    const char *target, *work;

    /* Once, before the first connection. */
    void (*prepare)(const struct options *options);

    /* On each new connection, still blocking; NULL where there is nothing to agree on. */
    void (*greet)(int fd);

    /* Puts one message behind what the buffer holds. */
    void (*compose)(struct transfers *transfers, struct buffer *out);

    /* Finds the first answer's end. `scanned` keeps how far the bytes were looked at, so that each is looked at once. */
    struct answer (*answer)(const char *bytes, size_t length, size_t *scanned);
};

extern const struct wire wire_authorize, wire_check, wire_echo, wire_redis, wire_postgres;

#endif
