#define _GNU_SOURCE
#include "CSQLiteLog.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "Ahead.h"
#include "FileSystem.h"
#include "Gathering.h"
#include "Room.h"

// A write-ahead log. SQLite's own file follows it in memory.
typedef struct leash_log {
    sqlite3_file base;
    Gathering gathered;
    Ahead ahead;
    Room room;
    // The log opened once more: the system tells a failed write to each opening once, so that whoever syncs this one is
    // told of every failure, whatever SQLite has been told before.
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
    leash_ahead_note_write(&log->ahead, bytes, count, offset);
    leash_room_note_write(&log->room, count, offset);
    return leash_gathering_add(&log->gathered, below(file), below(file)->pMethods, bytes, count, offset);
}

static int log_close(sqlite3_file *file) {
    LogFile *log = (LogFile *)file;
    int written = pass_on(file);
    int closed = below(file)->pMethods->xClose(below(file));
    leash_database_attach(log->ahead.database, NULL);
    close(log->descriptor);
    leash_ahead_close(&log->ahead);
    leash_gathering_close(&log->gathered);
    return written != SQLITE_OK ? written : closed;
}

static int log_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    int result = pass_on(file);
    if (result != SQLITE_OK) return result;
    if (leash_ahead_leaves_out_read(&((LogFile *)file)->ahead, count, offset)) return SQLITE_OK;
    return as_failure(below(file)->pMethods->xRead(below(file), bytes, count, offset));
}

static int log_truncate(sqlite3_file *file, sqlite3_int64 size) {
    int result = pass_on(file);
    if (result != SQLITE_OK) return result;
    result = below(file)->pMethods->xTruncate(below(file), size);
    if (result == SQLITE_OK) leash_room_note_truncation(&((LogFile *)file)->room, size);
    return result;
}

static int log_sync(sqlite3_file *file, int flags) {
    int result = pass_on(file);
    if (result != SQLITE_OK) return result;
    LogFile *log = (LogFile *)file;
    leash_ahead_note_commit(&log->ahead);
    // A header has to be on the disk before the frames behind it; a checkpoint syncs the log for the sake of the
    // database.
    if (log->puts_off && !log->begins_anew) {
        log->puts_off = false;
        return SQLITE_OK;
    }
    result = below(file)->pMethods->xSync(below(file), flags);
    if (result == SQLITE_OK) leash_ahead_note_sync(&log->ahead, atomic_load(&log->ahead.passed_on));
    return result;
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

// Opens what there is besides SQLite's own file.
static int open_more(const char *name, LogFile *log) {
    log->descriptor = open(name, O_RDONLY | O_CLOEXEC);
    if (log->descriptor < 0) return SQLITE_CANTOPEN;
    int result = leash_room_open(&log->room, below(&log->base), below(&log->base)->pMethods);
    if (result != SQLITE_OK) return result;
    result = leash_ahead_open(&log->ahead, sqlite3_database_file_object(name));
    if (result == SQLITE_OK) leash_database_attach(log->ahead.database, &log->ahead);
    return result;
}

int leash_log_open(const char *name, sqlite3_file *file, int flags, int *flags_given) {
    LogFile *log = (LogFile *)file;
    memset(log, 0, sizeof *log);
    log->descriptor = -1;
    int result = leash_gathering_open(&log->gathered);
    if (result != SQLITE_OK) return result;
    result = leash_original->xOpen(leash_original, name, below(file), flags, flags_given);
    if (result == SQLITE_OK) result = open_more(name, log);
    if (result == SQLITE_OK) {
        log->base.pMethods = &log_methods;
        return SQLITE_OK;
    }
    if (below(file)->pMethods != NULL) below(file)->pMethods->xClose(below(file));
    if (log->descriptor >= 0) close(log->descriptor);
    leash_gathering_close(&log->gathered);
    return result;
}

// NULL where the database has none open.
struct leash_log *leash_log(struct sqlite3 *database) {
    sqlite3_file *file = NULL;
    if (sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) != SQLITE_OK) return NULL;
    return file != NULL && file->pMethods == &log_methods ? (LogFile *)file : NULL;
}

void leash_log_copy_ahead(struct sqlite3 *database, int least) {
    LogFile *log = leash_log(database);
    if (log != NULL) leash_ahead_copy(&log->ahead, below(&log->base), below(&log->base)->pMethods, (uint32_t)least);
}

void leash_log_make_room(struct sqlite3 *database) {
    LogFile *log = leash_log(database);
    if (log != NULL) leash_room_make(&log->room, below(&log->base), below(&log->base)->pMethods);
}

void leash_log_put_off_sync(struct sqlite3 *database) {
    LogFile *log = leash_log(database);
    if (log != NULL) log->puts_off = true;
}

bool leash_log_sync_was_put_off(struct sqlite3 *database) {
    LogFile *log = leash_log(database);
    if (log == NULL) return false;
    bool was_put_off = !log->puts_off;
    log->puts_off = false;
    return was_put_off;
}

void leash_log_begin_writing(struct leash_log *log) {
    (void)sync_file_range(log->descriptor, 0, 0, SYNC_FILE_RANGE_WRITE);
}

int leash_log_sync(struct leash_log *log) {
    uint64_t passed_on = atomic_load(&log->ahead.passed_on);
    while (fdatasync(log->descriptor) != 0) {
        if (errno != EINTR) return errno;
    }
    leash_ahead_note_sync(&log->ahead, passed_on);
    return 0;
}
