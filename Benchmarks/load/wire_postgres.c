#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "sockets.h"
#include "template.h"
#include "wire.h"

/* The frontend/backend protocol, version 3: a letter, a length that counts itself, a body. Spoken here without libpq,
   so that PostgreSQL is asked by the same loop, at the same cost, as the others. */

#define VERSION 196608
#define STATEMENT "authorize"

static struct template request;

static void add_int16(struct template *template, uint16_t value)
{
    value = htons(value);
    template_bytes(template, &value, sizeof value);
}

static void add_int32(struct template *template, uint32_t value)
{
    value = htonl(value);
    template_bytes(template, &value, sizeof value);
}

static void add_string(struct template *template, const char *text)
{
    template_bytes(template, text, strlen(text) + 1);
}

static size_t begin(struct template *template, char letter)
{
    template_bytes(template, &letter, 1);
    add_int32(template, 0);
    return template->length - sizeof(uint32_t);
}

static void end(struct template *template, size_t began)
{
    uint32_t length = htonl((uint32_t)(template->length - began));
    memcpy(template->bytes + began, &length, sizeof length);
}

static void add_sync(struct template *template)
{
    end(template, begin(template, 'S'));
}

/* A parameter in text form: a text, then a field of the transfer. */
static void add_field(const char *prefix, enum field field)
{
    add_int32(&request, (uint32_t)(strlen(prefix) + template_field_width(field)));
    template_text(&request, prefix);
    template_field(&request, field);
}

static void add_text(const char *text)
{
    add_int32(&request, (uint32_t)strlen(text));
    template_text(&request, text);
}

static void prepare(const struct options *options)
{
    if (options->batch != 1)
        fail("PostgreSQL has no batches: ask for more in flight instead");
    char run[RUN_NAME_BYTES];
    random_name(run);
    size_t bind = begin(&request, 'B');
    add_string(&request, "");
    add_string(&request, STATEMENT);
    add_int16(&request, 0); /* parameters are text */
    add_int16(&request, 6);
    add_field("", FIELD_SESSION);
    add_field(run, FIELD_NUMBER);
    add_text("\\x" TOKEN);
    add_field("\\x", FIELD_RECIPIENT);
    add_field("", FIELD_AMOUNT_DECIMAL);
    add_text(GAS_TOTAL);
    add_int16(&request, 0); /* and so are results */
    end(&request, bind);
    size_t execute = begin(&request, 'E');
    add_string(&request, "");
    add_int32(&request, 0);
    end(&request, execute);
    add_sync(&request);
}

/* Reads up to ReadyForQuery. An answer is granted by a row without an error beside it. */
static struct answer answer(const char *bytes, size_t length, size_t *scanned)
{
    (void)scanned; /* an answer is four short messages: looking at them again costs nothing */
    struct answer answer = {0};
    bool row = false, error = false;
    for (size_t at = 0; at + 5 <= length;) {
        uint32_t size;
        memcpy(&size, bytes + at + 1, sizeof size);
        size_t next = at + 1 + ntohl(size);
        if (next > length)
            break;
        row |= bytes[at] == 'D';
        error |= bytes[at] == 'E';
        if (bytes[at] == 'Z') {
            answer.length = next;
            answer.granted = row && !error;
            break;
        }
        at = next;
    }
    return answer;
}

static void converse(int fd, const struct template *question)
{
    socket_send_all(fd, question->bytes, question->length);
    struct buffer in = {0};
    struct answer ready;
    do {
        socket_receive_more(fd, &in);
        /* Errors are letters with zero-ended fields; the person sees at least the texts. */
        if (*buffer_first(&in) == 'E')
            fail("PostgreSQL says %.60s", buffer_first(&in) + 5);
        ready = answer(buffer_first(&in), buffer_length(&in), NULL);
    } while (ready.length == 0);
    free(in.bytes);
}

static void greet(int fd)
{
    struct template startup = {0}, parse = {0};
    add_int32(&startup, 0);
    add_int32(&startup, VERSION);
    add_string(&startup, "user");
    add_string(&startup, "bench");
    add_string(&startup, "database");
    add_string(&startup, "bench");
    add_string(&startup, "");
    end(&startup, 0);
    converse(fd, &startup);

    size_t began = begin(&parse, 'P');
    add_string(&parse, STATEMENT);
    add_string(&parse, "SELECT authorize($1, $2, $3, $4, $5, $6)");
    add_int16(&parse, 0); /* the server works out the types */
    end(&parse, began);
    add_sync(&parse);
    converse(fd, &parse);
}

static void compose(struct transfers *transfers, struct buffer *out)
{
    struct transfer transfer = transfers_next(transfers);
    template_fill(&request, &transfer, out);
}

const struct wire wire_postgres = {"postgres", "authorize", prepare, greet, compose, answer};
