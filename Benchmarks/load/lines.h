#ifndef LINES_H
#define LINES_H

#include <stddef.h>
#include <string.h>

/* The length of the first line with its newline, 0 if it has not come to its end. */
static inline size_t line_length(const char *bytes, size_t length, size_t *scanned)
{
    const char *newline = memchr(bytes + *scanned, '\n', length - *scanned);
    if (newline == NULL) {
        *scanned = length;
        return 0;
    }
    *scanned = 0;
    return (size_t)(newline - bytes) + 1;
}

/* How often a text stands in the bytes. */
static inline unsigned occurrences(const char *bytes, size_t length, const char *text, size_t text_length)
{
    unsigned count = 0;
    const char *end = bytes + length;
    while ((bytes = memmem(bytes, (size_t)(end - bytes), text, text_length)) != NULL) {
        count++;
        bytes += text_length;
    }
    return count;
}

#endif
