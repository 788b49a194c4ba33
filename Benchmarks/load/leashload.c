#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "disk.h"
#include "echo_server.h"
#include "loop.h"
#include "prepare.h"
#include "report.h"
#include "wire.h"

static const char usage[] =
    "usage: leashload COMMAND [OPTION...]\n"
    "\n"
    "  prepare      --control SOCKET --ids FILE [--sessions N] [--due-every N --due-sec SECOND]\n"
    "  authorize    --socket SOCKET --ids FILE [--settle] [--batch B] [--kind calls|userop|mixed] [LOAD]\n"
    "  check        --socket SOCKET --ids FILE [--batch B] [--kind calls|userop|mixed] [LOAD]\n"
    "  redis        --socket SOCKET --ids FILE --script FILE [LOAD]\n"
    "  postgres     --socket SOCKET --ids FILE [LOAD]\n"
    "  echo         --socket SOCKET [--request-bytes N] [LOAD]\n"
    "  echo-server  --socket SOCKET [--answer-bytes N]\n"
    "  fdatasync    --directory DIRECTORY [--overwrite] [--seconds S]\n"
    "\n"
    "LOAD: [--connections C] [--in-flight D] [--hot] [--seconds S] [--warmup S] [--requests N] [--seed N]\n"
    "--json prints the outcome as one JSON object. Exit status: 0 all answered with yes, 1 not all, 2 nothing measured.\n";

/* Static: its histogram is 30 KB of zeros. */
static struct outcome outcome;

static int measure(const struct options *options, const struct wire *wire, bool needs_sessions)
{
    options_require(options->socket, "--socket");
    if (needs_sessions)
        options_require(options->ids, "--ids");
    loop_run(options, wire, &outcome);
    return report(options, wire->target, wire->work, &outcome) ? 0 : 1;
}

static int run(const char *command, const struct options *options)
{
    if (strcmp(command, "authorize") == 0)
        return measure(options, &wire_authorize, true);
    if (strcmp(command, "check") == 0)
        return measure(options, &wire_check, true);
    if (strcmp(command, "redis") == 0)
        return measure(options, &wire_redis, true);
    if (strcmp(command, "postgres") == 0)
        return measure(options, &wire_postgres, true);
    if (strcmp(command, "echo") == 0)
        return measure(options, &wire_echo, false);
    if (strcmp(command, "prepare") == 0) {
        options_require(options->socket, "--control");
        options_require(options->ids, "--ids");
        prepare_sessions(options);
        return 0;
    }
    if (strcmp(command, "echo-server") == 0) {
        options_require(options->socket, "--socket");
        echo_serve(options);
        return 0;
    }
    if (strcmp(command, "fdatasync") == 0) {
        options_require(options->directory, "--directory");
        disk_run(options, &outcome);
        return report(options, "disk", "fdatasync", &outcome) ? 0 : 1;
    }
    fputs(usage, stderr);
    return 2;
}

int main(int count, char **arguments)
{
    signal(SIGPIPE, SIG_IGN);
    if (count < 2 || strcmp(arguments[1], "--help") == 0) {
        fputs(usage, count < 2 ? stderr : stdout);
        return count < 2 ? 2 : 0;
    }
    const char *command = arguments[1];
    struct options options = options_read(count - 1, arguments + 1);
    return run(command, &options);
}
