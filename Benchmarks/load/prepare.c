#include "prepare.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "buffer.h"
#include "fail.h"
#include "lines.h"
#include "sockets.h"
#include "transfer.h"

#define BATCH 200 /* of 512 that a batch may hold: it stays well below the 256 KiB of a message */
#define DAY (24 * 60 * 60)
#define SESSION_ID "\"sessionId\":\"0x"

typedef char account[ACCOUNT_DIGITS + 1];

static void compose_one(struct buffer *out, unsigned number, const char *account, uint64_t expiry)
{
    char text[1024];
    int length = snprintf(
        text, sizeof text,
        "{\"jsonrpc\":\"2.0\",\"id\":%u,\"method\":\"wallet_createSession\",\"params\":[{"
        "\"account\":\"0x%s\",\"chainId\":\"" CHAIN "\","
        "\"key\":{\"type\":\"secp256k1\",\"publicKey\":\"0x%s\"},\"permissions\":["
        "{\"type\":\"erc20-token-transfer\",\"data\":{\"address\":\"0x" TOKEN "\",\"allowance\":\"0x%s\"}},"
        "{\"type\":\"native-token-transfer\",\"data\":{\"allowance\":\"0xde0b6b3a7640000\"}},"
        "{\"type\":\"gas-limit\",\"data\":{\"limit\":\"0x%s\"}}],\"expirySec\":%" PRIu64 "}]}",
        number, account, account, "ffffffffffffffffffff", "ffffffffffffffffffff", expiry);
    buffer_append(out, text, (size_t)length);
}

/* The first of every so many, where some are to fall due; the others hold for a day. */
static uint64_t expiry_of(const struct options *options, unsigned number)
{
    bool falls_due = options->due_every != 0 && number % options->due_every == 0;
    return falls_due ? options->due_sec : (uint64_t)time(NULL) + DAY;
}

static void compose(
    const struct options *options, struct buffer *out, const account *accounts, unsigned first, unsigned count)
{
    for (unsigned index = 0; index < count; index++) {
        buffer_append(out, index == 0 ? "[" : ",", 1);
        compose_one(out, first + index, accounts[index], expiry_of(options, first + index));
    }
    buffer_append(out, "]", 1);
}

/* The ids stand in the order of the requests. */
static unsigned write_ids(FILE *file, const char *line, size_t length, const account *accounts, unsigned count)
{
    const char *place = line;
    unsigned found = 0;
    while (found < count
           && (place = memmem(place, length - (size_t)(place - line), SESSION_ID, strlen(SESSION_ID))) != NULL) {
        place += strlen(SESSION_ID);
        fprintf(file, "0x%.*s 0x%s\n", SESSION_DIGITS, place, accounts[found++]);
    }
    return found;
}

static void grant(
    const struct options *options, int fd, FILE *file, const account *accounts, unsigned first, unsigned count)
{
    static struct buffer out, in;
    compose(options, &out, accounts, first, count);
    socket_send_all(fd, out.bytes, buffer_length(&out));
    buffer_consume(&out, buffer_length(&out));
    size_t length, scanned = 0;
    do
        socket_receive_more(fd, &in);
    while ((length = line_length(buffer_first(&in), buffer_length(&in), &scanned)) == 0);
    unsigned granted = write_ids(file, buffer_first(&in), length, accounts, count);
    if (granted != count)
        fail("%u of %u sessions were granted: %.400s", granted, count, buffer_first(&in));
    buffer_consume(&in, length);
}

void prepare_sessions(const struct options *options)
{
    FILE *file = fopen(options->ids, "w");
    if (file == NULL)
        fail("cannot write %s: %s", options->ids, strerror(errno));
    struct random random = random_from(options->seed);
    int fd = socket_connect(options->socket);
    static account accounts[BATCH];
    for (unsigned first = 0; first < options->sessions; first += BATCH) {
        unsigned count = options->sessions - first < BATCH ? options->sessions - first : BATCH;
        for (unsigned index = 0; index < count; index++)
            snprintf(
                accounts[index], sizeof accounts[index], "acc0acc0%016llx%016llx",
                (unsigned long long)random_next(&random), (unsigned long long)random_next(&random));
        grant(options, fd, file, accounts, first, count);
    }
    if (fclose(file) != 0)
        fail("cannot write %s: %s", options->ids, strerror(errno));
    if (options->json)
        printf("{\"work\":\"prepare\",\"sessions\":%u}\n", options->sessions);
    else
        printf("%u sessions granted, their ids are in %s\n", options->sessions, options->ids);
}
