#include "buffer.h"

#include <stdlib.h>
#include <string.h>

#include "fail.h"

char *buffer_reserve(struct buffer *buffer, size_t count)
{
    if (buffer->capacity - buffer->end >= count)
        return buffer->bytes + buffer->end;
    if (buffer->start > 0) {
        memmove(buffer->bytes, buffer->bytes + buffer->start, buffer_length(buffer));
        buffer->end -= buffer->start;
        buffer->start = 0;
    }
    if (buffer->capacity - buffer->end < count) {
        buffer->capacity = (buffer->end + count) * 2;
        buffer->bytes = realloc(buffer->bytes, buffer->capacity);
        if (buffer->bytes == NULL)
            fail("no memory for %zu bytes", buffer->capacity);
    }
    return buffer->bytes + buffer->end;
}

void buffer_append(struct buffer *buffer, const void *bytes, size_t count)
{
    memcpy(buffer_reserve(buffer, count), bytes, count);
    buffer->end += count;
}

void buffer_consume(struct buffer *buffer, size_t count)
{
    buffer->start += count;
    if (buffer->start == buffer->end)
        buffer->start = buffer->end = 0;
}
