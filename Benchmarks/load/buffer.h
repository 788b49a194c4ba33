#ifndef BUFFER_H
#define BUFFER_H

#include <stddef.h>

/* Bytes on their way: written at the end, taken from the start. */
struct buffer {
    char *bytes;
    size_t start, end, capacity;
};

/* Room for that many more bytes behind the end; the caller moves `end` by what it wrote. */
char *buffer_reserve(struct buffer *buffer, size_t count);

void buffer_append(struct buffer *buffer, const void *bytes, size_t count);

/* Takes bytes off the start. */
void buffer_consume(struct buffer *buffer, size_t count);

static inline const char *buffer_first(const struct buffer *buffer)
{
    return buffer->bytes + buffer->start;
}

static inline size_t buffer_length(const struct buffer *buffer)
{
    return buffer->end - buffer->start;
}

#endif
