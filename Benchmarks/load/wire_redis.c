#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "lines.h"
#include "sockets.h"
#include "template.h"
#include "wire.h"

#define SCRIPT_BYTES 16384
#define DIGEST_DIGITS 40

static char script[SCRIPT_BYTES];
static size_t script_length;
static char run[RUN_NAME_BYTES];
static struct template request;

static void prepare(const struct options *options)
{
    options_require(options->script, "--script");
    if (options->batch != 1)
        fail("Redis has no batches: ask for more in flight instead");
    random_name(run);
    FILE *file = fopen(options->script, "r");
    if (file == NULL)
        fail("cannot read %s", options->script);
    script_length = fread(script, 1, sizeof script, file);
    if (script_length == sizeof script)
        fail("%s is longer than %d bytes", options->script, SCRIPT_BYTES - 1);
    fclose(file);
}

/* An argument of a command is its length and its bytes; this one is a text, a field of the transfer, or both. */
static void add(const char *text, const char *more, const enum field *fields, size_t field_count)
{
    size_t length = strlen(text) + strlen(more);
    for (size_t index = 0; index < field_count; index++)
        length += template_field_width(fields[index]);
    char head[24];
    snprintf(head, sizeof head, "$%zu\r\n", length);
    template_text(&request, head);
    template_text(&request, text);
    if (field_count > 0)
        template_field(&request, fields[0]);
    template_text(&request, more);
    if (field_count > 1)
        template_field(&request, fields[1]);
    template_text(&request, "\r\n");
}

static void add_text(const char *text)
{
    add(text, "", NULL, 0);
}

static void add_field(const char *prefix, enum field field)
{
    add(prefix, "", &field, 1);
}

static void build_request(const char *digest)
{
    char separator[24];
    snprintf(separator, sizeof separator, ":%s", run);
    template_text(&request, "*10\r\n");
    add_text("EVALSHA");
    add_text(digest);
    add_text("3");
    add_field("session:", FIELD_SESSION);
    add("key:", separator, (enum field[]){FIELD_SESSION, FIELD_NUMBER}, 2);
    add_field("ledger:", FIELD_SESSION);
    add_text(TOKEN);
    add_field("", FIELD_RECIPIENT);
    add_field("", FIELD_AMOUNT_DECIMAL);
    add_text(GAS_TOTAL);
}

/* Loads the script once; Redis answers with the digest that the requests name. */
static void greet(int fd)
{
    if (request.length > 0)
        return;
    char head[64];
    int length = snprintf(head, sizeof head, "*3\r\n$6\r\nSCRIPT\r\n$4\r\nLOAD\r\n$%zu\r\n", script_length);
    socket_send_all(fd, head, (size_t)length);
    socket_send_all(fd, script, script_length);
    socket_send_all(fd, "\r\n", 2);
    struct buffer in = {0};
    const size_t whole = strlen("$40\r\n") + DIGEST_DIGITS + 2;
    do {
        socket_receive_more(fd, &in);
        if (*buffer_first(&in) != '$')
            fail("Redis refuses the script: %.*s", (int)buffer_length(&in), buffer_first(&in));
    } while (buffer_length(&in) < whole);
    char digest[DIGEST_DIGITS + 1] = {0};
    memcpy(digest, buffer_first(&in) + strlen("$40\r\n"), DIGEST_DIGITS);
    build_request(digest);
    free(in.bytes);
}

static void compose(struct transfers *transfers, struct buffer *out)
{
    struct transfer transfer = transfers_next(transfers);
    template_fill(&request, &transfer, out);
}

/* The script answers with a string; everything else, an error or null, is no yes. */
static struct answer answer(const char *bytes, size_t length, size_t *scanned)
{
    struct answer answer = {.length = line_length(bytes, length, scanned)};
    if (answer.length == 0 || bytes[0] != '$' || bytes[1] == '-')
        return answer;
    size_t whole = answer.length + strtoul(bytes + 1, NULL, 10) + 2;
    return whole <= length ? (struct answer){.length = whole, .granted = 1} : (struct answer){0};
}

const struct wire wire_redis = {"redis", "authorize", prepare, greet, compose, answer};
