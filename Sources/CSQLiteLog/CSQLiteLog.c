#include "CSQLiteLog.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

const char *const leash_log_file_system = "leash-log";

// SQLite's own file system takes less than 128 KiB at once: 31 pages of 4 KiB, each with its frame's header.
enum { capacity = 31 * (4096 + 24) };

// A write-ahead log. SQLite's own file follows it in memory.
typedef struct {
    sqlite3_file base;
    unsigned char *gathered;
    sqlite3_int64 offset; // Where in the file the gathered bytes belong.
    int count;
    // The log opened once more: the system tells a failed write to each opening once, so that whoever syncs this one is told
    // of every failure, whatever SQLite has been told before.
    int descriptor;
    bool puts_off; // Whether the next sync of a commit is left to somebody else.
    bool begins_anew; // Whether the log's header was written last.
} LogFile;

// The functions of any other file, all but one as SQLite has them; they stand behind SQLite's own file in memory.
typedef struct {
    sqlite3_io_methods methods;
    const sqlite3_io_methods *given;
} OtherMethods;

static sqlite3_vfs *original;
static sqlite3_vfs gathering;

// SQLite takes a disk that fails to read for damage, for it might be. Here it is told of the failure: the file may be whole.
static int as_failure(int result) { return result == SQLITE_IOERR_CORRUPTFS ? SQLITE_IOERR_READ : result; }

static sqlite3_file *below(sqlite3_file *file) { return (sqlite3_file *)((LogFile *)file + 1); }

// Writes what was gathered. If that fails it is dropped, as a failed write would be: SQLite will begin the page anew.
static int pass_on(sqlite3_file *file) {
    LogFile *log = (LogFile *)file;
    if (log->count == 0) return SQLITE_OK;
    int count = log->count;
    log->count = 0;
    return below(file)->pMethods->xWrite(below(file), log->gathered, count, log->offset);
}

static int log_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    LogFile *log = (LogFile *)file;
    log->begins_anew = offset == 0;
    if (log->count > 0 && (offset != log->offset + log->count || count > capacity - log->count)) {
        int result = pass_on(file);
        if (result != SQLITE_OK) return result;
    }
    if (count > capacity) return below(file)->pMethods->xWrite(below(file), bytes, count, offset);
    if (log->count == 0) log->offset = offset;
    memcpy(log->gathered + log->count, bytes, (size_t)count);
    log->count += count;
    return SQLITE_OK;
}

static int log_close(sqlite3_file *file) {
    LogFile *log = (LogFile *)file;
    int written = pass_on(file);
    int closed = below(file)->pMethods->xClose(below(file));
    close(log->descriptor);
    sqlite3_free(log->gathered);
    log->gathered = NULL;
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

static OtherMethods *other_methods(sqlite3_file *file) {
    return (OtherMethods *)((unsigned char *)file + original->szOsFile);
}

static int other_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    return as_failure(other_methods(file)->given->xRead(file, bytes, count, offset));
}

static int open_other(const char *name, sqlite3_file *file, int flags, int *flags_given) {
    int result = original->xOpen(original, name, file, flags, flags_given);
    if (result != SQLITE_OK || file->pMethods == NULL) return result;
    OtherMethods *own = other_methods(file);
    own->given = file->pMethods;
    own->methods = *own->given;
    own->methods.xRead = other_read;
    file->pMethods = &own->methods;
    return SQLITE_OK;
}

static int open_file(sqlite3_vfs *system, const char *name, sqlite3_file *file, int flags, int *flags_given) {
    (void)system;
    if ((flags & SQLITE_OPEN_WAL) == 0) return open_other(name, file, flags, flags_given);
    LogFile *log = (LogFile *)file;
    memset(log, 0, sizeof *log);
    log->gathered = sqlite3_malloc(capacity);
    if (log->gathered == NULL) return SQLITE_NOMEM;
    int result = original->xOpen(original, name, below(file), flags, flags_given);
    if (result == SQLITE_OK) {
        log->descriptor = open(name, O_RDONLY | O_CLOEXEC);
        if (log->descriptor >= 0) {
            log->base.pMethods = &log_methods;
            return SQLITE_OK;
        }
        result = SQLITE_CANTOPEN;
    }
    if (below(file)->pMethods != NULL) below(file)->pMethods->xClose(below(file));
    sqlite3_free(log->gathered);
    return result;
}

int leash_register_log_file_system(void) {
    original = sqlite3_vfs_find(NULL);
    if (original == NULL) return SQLITE_ERROR;
    gathering = *original;
    gathering.zName = leash_log_file_system;
    int more = sizeof(LogFile) > sizeof(OtherMethods) ? (int)sizeof(LogFile) : (int)sizeof(OtherMethods);
    gathering.szOsFile = original->szOsFile + more;
    gathering.pNext = NULL;
    gathering.xOpen = open_file;
    return sqlite3_vfs_register(&gathering, 0);
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
