#include "Limit.h"

#include <errno.h>

#include "CSQLiteLog.h"

static _Thread_local int reached;

int leash_limited_write(
    sqlite3_file *file, const sqlite3_io_methods *methods, const void *bytes, int count, sqlite3_int64 offset) {
    int result = methods->xWrite(file, bytes, count, offset);
    if (result == SQLITE_OK) return SQLITE_OK;
    // Of this write: errno may be of anything since. A full disk leaves none.
    int number = 0;
    if (result == SQLITE_IOERR_WRITE) (void)methods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &number);
    reached = number == EDQUOT || number == EFBIG ? number : 0;
    return reached != 0 ? SQLITE_FULL : result;
}

int leash_log_limit_reached(void) { return reached; }
