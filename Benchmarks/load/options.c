#include "options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "random.h"

enum {
    SOCKET = 1, IDS, SCRIPT, DIRECTORY, KIND, CONNECTIONS, IN_FLIGHT, BATCH, SESSIONS, SECONDS, WARMUP, REQUESTS,
    SEED, REQUEST_BYTES, ANSWER_BYTES, DUE_EVERY, DUE_SEC, HOT, SETTLE, OVERWRITE, JSON,
};

static const struct option known[] = {
    {"socket", required_argument, NULL, SOCKET},
    {"control", required_argument, NULL, SOCKET},
    {"ids", required_argument, NULL, IDS},
    {"script", required_argument, NULL, SCRIPT},
    {"directory", required_argument, NULL, DIRECTORY},
    {"kind", required_argument, NULL, KIND},
    {"connections", required_argument, NULL, CONNECTIONS},
    {"in-flight", required_argument, NULL, IN_FLIGHT},
    {"batch", required_argument, NULL, BATCH},
    {"sessions", required_argument, NULL, SESSIONS},
    {"seconds", required_argument, NULL, SECONDS},
    {"warmup", required_argument, NULL, WARMUP},
    {"requests", required_argument, NULL, REQUESTS},
    {"seed", required_argument, NULL, SEED},
    {"request-bytes", required_argument, NULL, REQUEST_BYTES},
    {"answer-bytes", required_argument, NULL, ANSWER_BYTES},
    {"due-every", required_argument, NULL, DUE_EVERY},
    {"due-sec", required_argument, NULL, DUE_SEC},
    {"hot", no_argument, NULL, HOT},
    {"settle", no_argument, NULL, SETTLE},
    {"overwrite", no_argument, NULL, OVERWRITE},
    {"json", no_argument, NULL, JSON},
    {NULL, 0, NULL, 0},
};

static uint64_t number(const char *text, uint64_t least, uint64_t most)
{
    char *end;
    uint64_t value = strtoull(text, &end, 0);
    if (*text == '\0' || *text == '-' || *end != '\0' || value < least || value > most)
        fail("%s is not a number from %llu to %llu", text, (unsigned long long)least, (unsigned long long)most);
    return value;
}

static double seconds(const char *text)
{
    char *end;
    double value = strtod(text, &end);
    if (*text == '\0' || *end != '\0' || !(value >= 0 && value <= 3600))
        fail("%s is not a number of seconds from 0 to 3600", text);
    return value;
}

static enum kind kind(const char *text)
{
    if (strcmp(text, "calls") == 0)
        return KIND_CALLS;
    if (strcmp(text, "userop") == 0)
        return KIND_USEROP;
    if (strcmp(text, "mixed") == 0)
        return KIND_MIXED;
    fail("--kind is calls, userop or mixed, not %s", text);
}

static void set(struct options *options, int option, const char *value)
{
    switch (option) {
    case SOCKET: options->socket = value; break;
    case IDS: options->ids = value; break;
    case SCRIPT: options->script = value; break;
    case DIRECTORY: options->directory = value; break;
    case KIND: options->kind = kind(value); break;
    case CONNECTIONS: options->connections = (unsigned)number(value, 1, 1000); break;
    case IN_FLIGHT: options->in_flight = (unsigned)number(value, 1, 4096); break;
    case BATCH: options->batch = (unsigned)number(value, 1, 512); break;
    case SESSIONS: options->sessions = (unsigned)number(value, 1, 10000000); break;
    case SECONDS: options->seconds = seconds(value); break;
    case WARMUP: options->warmup = seconds(value); break;
    case REQUESTS: options->requests = number(value, 1, UINT64_MAX); break;
    case SEED: options->seed = number(value, 0, UINT64_MAX); break;
    case REQUEST_BYTES: options->request_bytes = number(value, 2, 262144); break;
    case ANSWER_BYTES: options->answer_bytes = number(value, 2, 262144); break;
    case DUE_EVERY: options->due_every = (unsigned)number(value, 1, 10000000); break;
    case DUE_SEC: options->due_sec = number(value, 1, INT64_MAX); break;
    case HOT: options->hot = true; break;
    case SETTLE: options->settle = true; break;
    case OVERWRITE: options->overwrite = true; break;
    case JSON: options->json = true; break;
    default: exit(2); /* getopt has said what is wrong */
    }
}

struct options options_read(int count, char **arguments)
{
    struct options options = {
        .kind = KIND_MIXED, .connections = 1, .in_flight = 1, .batch = 1, .sessions = 10000,
        .seconds = 5, .warmup = 0.5, .seed = random_from_system(), .request_bytes = 512, .answer_bytes = 512,
    };
    int option;
    while ((option = getopt_long(count, arguments, "", known, NULL)) != -1)
        set(&options, option, optarg);
    if (optind < count)
        fail("what is %s? Everything is an option", arguments[optind]);
    return options;
}

void options_require(const void *value, const char *name)
{
    if (value == NULL)
        fail("%s is missing", name);
}
