#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "lines.h"
#include "wire.h"

static char *line;
static size_t line_bytes;

static void prepare(const struct options *options)
{
    line_bytes = options->request_bytes;
    line = malloc(line_bytes);
    if (line == NULL)
        fail("no memory for a line");
    memset(line, 'x', line_bytes);
    line[line_bytes - 1] = '\n';
}

static void compose(struct transfers *transfers, struct buffer *out)
{
    (void)transfers;
    buffer_append(out, line, line_bytes);
}

static struct answer answer(const char *bytes, size_t length, size_t *scanned)
{
    return (struct answer){.length = line_length(bytes, length, scanned), .granted = 1};
}

const struct wire wire_echo = {"echo", "echo", prepare, NULL, compose, answer};
