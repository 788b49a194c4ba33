#include "sessions.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"

struct sessions sessions_read(const char *path)
{
    FILE *file = fopen(path, "r");
    if (file == NULL)
        fail("cannot read %s: %s", path, strerror(errno));
    struct sessions sessions = {0};
    size_t capacity = 0;
    char id[SESSION_DIGITS + 1], account[ACCOUNT_DIGITS + 1];
    int fields;
    while ((fields = fscanf(file, " 0x%32[0-9a-fA-F] 0x%40[0-9a-fA-F]", id, account)) == 2) {
        if (strlen(id) != SESSION_DIGITS || strlen(account) != ACCOUNT_DIGITS)
            fail("%s: line %zu is not `0xID 0xACCOUNT`", path, sessions.count + 1);
        if (sessions.count == capacity) {
            capacity = capacity * 2 + 1024;
            sessions.all = realloc(sessions.all, capacity * sizeof *sessions.all);
            if (sessions.all == NULL)
                fail("no memory for %zu sessions", capacity);
        }
        struct session *session = &sessions.all[sessions.count++];
        memcpy(session->id, id, sizeof session->id);
        memcpy(session->account, account, sizeof session->account);
    }
    if (fields != EOF || sessions.count == 0)
        fail("%s: line %zu is not `0xID 0xACCOUNT`", path, sessions.count + 1);
    fclose(file);
    return sessions;
}
