#include "Gathering.h"

#include <string.h>

#include "Limit.h"
#include "LogFormat.h"

// SQLite's own file system takes less than 128 KiB at once.
enum { capacity = 31 * frame_size };

int leash_gathering_open(Gathering *gathered) {
    gathered->bytes = sqlite3_malloc(capacity);
    gathered->count = 0;
    return gathered->bytes == NULL ? SQLITE_NOMEM : SQLITE_OK;
}

void leash_gathering_close(Gathering *gathered) {
    sqlite3_free(gathered->bytes);
    gathered->bytes = NULL;
}

int leash_gathering_add(
    Gathering *gathered, sqlite3_file *file, const sqlite3_io_methods *methods, const void *bytes, int count,
    sqlite3_int64 offset) {
    if (offset != gathered->offset + gathered->count || count > capacity - gathered->count) {
        int result = leash_gathering_write(gathered, file, methods);
        if (result != SQLITE_OK) return result;
    }
    if (count > capacity) return leash_limited_write(file, methods, bytes, count, offset);
    if (gathered->count == 0) gathered->offset = offset;
    memcpy(gathered->bytes + gathered->count, bytes, (size_t)count);
    gathered->count += count;
    return SQLITE_OK;
}

int leash_gathering_write(Gathering *gathered, sqlite3_file *file, const sqlite3_io_methods *methods) {
    if (gathered->count == 0) return SQLITE_OK;
    int count = gathered->count;
    gathered->count = 0;
    return leash_limited_write(file, methods, gathered->bytes, count, gathered->offset);
}
