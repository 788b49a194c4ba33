#include "CSQLiteLog.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "FileSystem.h"
#include "Gathering.h"

// A write-ahead log. SQLite's own file follows it in memory.
typedef struct {
    sqlite3_file base;
    Gathering gathered;
    // The log opened once more: the system tells a failed write to each opening once, so that whoever syncs this one is told
    // of every failure, whatever SQLite has been told before.
    int descriptor;
    bool puts_off; // Whether the next sync of a commit is left to somebody else.
    bool begins_anew; // Whether the log's header was written last.
} LogFile;

static sqlite3_file *below(sqlite3_file *file) { return (sqlite3_file *)((LogFile *)file + 1); }

// Writes what was gathered.
static int pass_on(sqlite3_file *file) {
    return leash_gathering_write(&((LogFile *)file)->gathered, below(file), below(file)->pMethods);
}

static int log_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    LogFile *log = (LogFile *)file;
    log->begins_anew = offset == 0;
    return leash_gathering_add(&log->gathered, below(file), below(file)->pMethods, bytes, count, offset);
}

static int log_close(sqlite3_file *file) {
    LogFile *log = (LogFile *)file;
    int written = pass_on(file);
    int closed = below(file)->pMethods->xClose(below(file));
    close(log->descriptor);
    leash_gathering_close(&log->gathered);
    return written != SQLITE_OK ? written : closed;
}

static int log_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    int result = pass_on(file);
    if (result != SQLITE_OK) return result;
    return as_failure(below(file)->pMethods->xRead(below(file), bytes, count, offset));
}

static int log_truncate(sqlite3_file *file, sqlite3_int64 size) {
    int result = pass_on(file);
    if (result != SQLITE_OK) return result;
    return below(file)->pMethods->xTruncate(below(file), size);
}

static int log_sync(sqlite3_file *file, int flags) {
    int result = pass_on(file);
    if (result != SQLITE_OK) return result;
    LogFile *log = (LogFile *)file;
    // A header has to be on the disk before the frames behind it; a checkpoint syncs the log for the sake of the database.
    if (log->puts_off && !log->begins_anew) {
        log->puts_off = false;
        return SQLITE_OK;
    }
    return below(file)->pMethods->xSync(below(file), flags);
}

static int log_size(sqlite3_file *file, sqlite3_int64 *size) {
    int result = pass_on(file);
    if (result != SQLITE_OK) return result;
    return below(file)->pMethods->xFileSize(below(file), size);
}

static int log_lock(sqlite3_file *file, int level) { return below(file)->pMethods->xLock(below(file), level); }

static int log_unlock(sqlite3_file *file, int level) { return below(file)->pMethods->xUnlock(below(file), level); }

static int log_is_reserved(sqlite3_file *file, int *result) {
    return below(file)->pMethods->xCheckReservedLock(below(file), result);
}

static int log_control(sqlite3_file *file, int operation, void *argument) {
    return below(file)->pMethods->xFileControl(below(file), operation, argument);
}

static int log_sector_size(sqlite3_file *file) { return below(file)->pMethods->xSectorSize(below(file)); }

static int log_characteristics(sqlite3_file *file) {
    return below(file)->pMethods->xDeviceCharacteristics(below(file));
}

// Version 1: a log is never mapped into memory.
static const sqlite3_io_methods log_methods = {
    .iVersion = 1,
    .xClose = log_close,
    .xRead = log_read,
    .xWrite = log_write,
    .xTruncate = log_truncate,
    .xSync = log_sync,
    .xFileSize = log_size,
    .xLock = log_lock,
    .xUnlock = log_unlock,
    .xCheckReservedLock = log_is_reserved,
    .xFileControl = log_control,
    .xSectorSize = log_sector_size,
    .xDeviceCharacteristics = log_characteristics,
};

int leash_log_memory(void) { return (int)sizeof(LogFile); }

int leash_log_open(const char *name, sqlite3_file *file, int flags, int *flags_given) {
    LogFile *log = (LogFile *)file;
    memset(log, 0, sizeof *log);
    int result = leash_gathering_open(&log->gathered);
    if (result != SQLITE_OK) return result;
    result = leash_original->xOpen(leash_original, name, below(file), flags, flags_given);
    if (result == SQLITE_OK) {
        log->descriptor = open(name, O_RDONLY | O_CLOEXEC);
        if (log->descriptor >= 0) {
            log->base.pMethods = &log_methods;
            return SQLITE_OK;
        }
        result = SQLITE_CANTOPEN;
    }
    if (below(file)->pMethods != NULL) below(file)->pMethods->xClose(below(file));
    leash_gathering_close(&log->gathered);
    return result;
}

// The log of a database that has one open.
static LogFile *log_of(sqlite3 *database) {
    sqlite3_file *file = NULL;
    if (sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) != SQLITE_OK) return NULL;
    return file != NULL && file->pMethods == &log_methods ? (LogFile *)file : NULL;
}

int leash_log_descriptor(struct sqlite3 *database) {
    LogFile *log = log_of(database);
    return log == NULL ? -1 : log->descriptor;
}

void leash_log_put_off_sync(struct sqlite3 *database) {
    LogFile *log = log_of(database);
    if (log != NULL) log->puts_off = true;
}

bool leash_log_sync_was_put_off(struct sqlite3 *database) {
    LogFile *log = log_of(database);
    if (log == NULL) return false;
    bool was_put_off = !log->puts_off;
    log->puts_off = false;
    return was_put_off;
}

int leash_log_sync(int descriptor) {
    while (fdatasync(descriptor) != 0) {
        if (errno != EINTR) return errno;
    }
    return 0;
}
