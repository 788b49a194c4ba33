#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In which of the two documented forms an operation is sent. */
enum kind { KIND_CALLS, KIND_USEROP, KIND_MIXED };

/* What the command line asks for. */
struct options {
    const char *socket;
    const char *ids;       /* the file of session ids and accounts that `prepare` writes */
    const char *script;    /* the Lua script that Redis runs */
    const char *directory; /* where `fdatasync` writes */
    enum kind kind;
    unsigned connections;
    unsigned in_flight;
    unsigned batch;
    unsigned sessions;
    unsigned due_every; /* every so many sessions one falls due at `due_sec`; 0: none does */
    uint64_t due_sec;
    double seconds;
    double warmup;
    uint64_t requests; /* stop after that many instead; 0: the time decides */
    uint64_t seed;
    size_t request_bytes, answer_bytes;
    bool hot;
    bool settle;
    bool overwrite;
    bool json;
};

/* Reads the options behind the command's name; a wrong one ends the program. */
struct options options_read(int count, char **arguments);

/* Ends the program where an option that a command needs is missing. */
void options_require(const void *value, const char *name);

#endif
