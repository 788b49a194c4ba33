#ifndef SESSIONS_H
#define SESSIONS_H

#include <stddef.h>

#define SESSION_DIGITS 32
#define ACCOUNT_DIGITS 40

/* A session that may spend, and the account that it spends for: hex digits without 0x. */
struct session {
    char id[SESSION_DIGITS];
    char account[ACCOUNT_DIGITS];
};

struct sessions {
    struct session *all;
    size_t count;
};

/* Reads a file of lines `0xID 0xACCOUNT`. */
struct sessions sessions_read(const char *path);

#endif
