#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "FileSystem.h"
#include "Gathering.h"
#include "Limit.h"

// What stands behind SQLite's own file in memory: the functions of any other file, most of them as SQLite has them.
typedef struct {
    sqlite3_io_methods methods;
    const sqlite3_io_methods *given;
    // Used for the database alone.
    Gathering gathered;
    Ahead *ahead;
    const char *name;
    int descriptor; // Of the file opened once more, when it is first needed; -1 before.
} OtherFile;

static OtherFile *other_file(sqlite3_file *file) {
    return (OtherFile *)((unsigned char *)file + leash_original->szOsFile);
}

static int other_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    return as_failure(other_file(file)->given->xRead(file, bytes, count, offset));
}

static int other_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    return leash_limited_write(file, other_file(file)->given, bytes, count, offset);
}

// The database is written by checkpoints, and a copy by its commits, which go through the pages in order: neighbours
// are written together.
static int pass_pages_on(sqlite3_file *file) {
    return leash_gathering_write(&other_file(file)->gathered, file, other_file(file)->given);
}

static int database_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    Ahead *ahead = other_file(file)->ahead;
    // What was not read must not be written either, wherever it would go.
    if (ahead != NULL && leash_ahead_left_out(ahead))
        return leash_ahead_leaves_out_write(ahead, count, offset) ? SQLITE_OK : SQLITE_IOERR_WRITE;
    return leash_gathering_add(&other_file(file)->gathered, file, other_file(file)->given, bytes, count, offset);
}

static int database_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    int result = pass_pages_on(file);
    return result != SQLITE_OK ? result : other_read(file, bytes, count, offset);
}

static int database_sync(sqlite3_file *file, int flags) {
    int result = pass_pages_on(file);
    return result != SQLITE_OK ? result : other_file(file)->given->xSync(file, flags);
}

static int database_truncate(sqlite3_file *file, sqlite3_int64 size) {
    int result = pass_pages_on(file);
    return result != SQLITE_OK ? result : other_file(file)->given->xTruncate(file, size);
}

static int database_size(sqlite3_file *file, sqlite3_int64 *size) {
    int result = pass_pages_on(file);
    return result != SQLITE_OK ? result : other_file(file)->given->xFileSize(file, size);
}

static int database_control(sqlite3_file *file, int operation, void *argument) {
    Ahead *ahead = other_file(file)->ahead;
    if (ahead != NULL && operation == SQLITE_FCNTL_CKPT_START) leash_ahead_note_checkpoint(ahead, true);
    if (ahead != NULL && operation == SQLITE_FCNTL_CKPT_DONE) leash_ahead_note_checkpoint(ahead, false);
    // SQLite says so before the sync of each commit, also where it leaves that out, as for a copy: a page that cannot
    // be written fails the commit, and not only the closing of the file, of which nobody is told.
    if (operation == SQLITE_FCNTL_SYNC) {
        int result = pass_pages_on(file);
        if (result != SQLITE_OK) return result;
    }
    return other_file(file)->given->xFileControl(file, operation, argument);
}

static int database_unlock(sqlite3_file *file, int level) {
    int result = pass_pages_on(file);
    int unlocked = other_file(file)->given->xUnlock(file, level);
    return result != SQLITE_OK ? result : unlocked;
}

static int database_close(sqlite3_file *file) {
    int written = pass_pages_on(file);
    leash_gathering_close(&other_file(file)->gathered);
    int descriptor = other_file(file)->descriptor;
    int closed = other_file(file)->given->xClose(file);
    // Whatever descriptor of a file is closed, all locks of the process on it are gone: SQLite's own comes first.
    if (descriptor >= 0) close(descriptor);
    return written != SQLITE_OK ? written : closed;
}

int leash_other_open(const char *name, sqlite3_file *file, int flags, int *flags_given) {
    int result = leash_original->xOpen(leash_original, name, file, flags, flags_given);
    if (result != SQLITE_OK || file->pMethods == NULL) return result;
    OtherFile *own = other_file(file);
    memset(own, 0, sizeof *own);
    own->given = file->pMethods;
    own->name = name;
    own->descriptor = -1;
    own->methods = *own->given;
    own->methods.xRead = other_read;
    own->methods.xWrite = other_write;
    file->pMethods = &own->methods;
    if ((flags & SQLITE_OPEN_MAIN_DB) == 0) return SQLITE_OK;
    result = leash_gathering_open(&own->gathered);
    if (result != SQLITE_OK) {
        own->given->xClose(file);
        file->pMethods = NULL;
        return result;
    }
    own->methods.xRead = database_read;
    own->methods.xWrite = database_write;
    own->methods.xSync = database_sync;
    own->methods.xTruncate = database_truncate;
    own->methods.xFileSize = database_size;
    own->methods.xFileControl = database_control;
    own->methods.xUnlock = database_unlock;
    own->methods.xClose = database_close;
    return SQLITE_OK;
}

void leash_database_attach(sqlite3_file *file, Ahead *ahead) { other_file(file)->ahead = ahead; }

int leash_database_begin_writing(sqlite3_file *file) {
    int result = pass_pages_on(file);
    if (result != SQLITE_OK) return result;
    OtherFile *own = other_file(file);
    if (own->descriptor < 0) own->descriptor = open(own->name, O_RDONLY | O_CLOEXEC);
    // What cannot be begun early is done by the sync, which tells of a disk that fails.
    if (own->descriptor >= 0) (void)sync_file_range(own->descriptor, 0, 0, SYNC_FILE_RANGE_WRITE);
    return SQLITE_OK;
}

int leash_other_memory(void) { return (int)sizeof(OtherFile); }
