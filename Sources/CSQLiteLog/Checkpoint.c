#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

#include "CSQLiteLog.h"

// SQLite's own hook keeps to itself how a checkpoint ended.
static int checkpoint(void *least, sqlite3 *database, const char *name, int pages) {
    if (pages < (int)(intptr_t)least) return SQLITE_OK;
    int result = sqlite3_wal_checkpoint_v2(database, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    // The log has all of it: whatever else fails is tried again after the next commit.
    return result == SQLITE_IOERR_FSYNC ? result : SQLITE_OK;
}

void leash_log_checkpoint_from(struct sqlite3 *database, int least) {
    sqlite3_wal_hook(database, checkpoint, (void *)(intptr_t)least);
}
