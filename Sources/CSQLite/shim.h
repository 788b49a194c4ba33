#pragma once
#include <sqlite3.h>

// SQLITE_TRANSIENT and SQLITE_STATIC are casts that Swift cannot import. What stays in its place until the statement is
// reset is used there; anything else SQLite copies before it returns.
static inline int leash_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int count, int stays) {
    return sqlite3_bind_blob(statement, index, bytes, count, stays ? SQLITE_STATIC : SQLITE_TRANSIENT);
}

static inline int leash_bind_text(sqlite3_stmt *statement, int index, const char *text, int count, int stays) {
    return sqlite3_bind_text(statement, index, text, count, stays ? SQLITE_STATIC : SQLITE_TRANSIENT);
}

// Variadic in C. While a store has not been recognised, closing it must not checkpoint its log into it.
static inline int leash_checkpoint_on_close(sqlite3 *database, int enabled) {
    return sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !enabled, (int *)0);
}

// Computed macros that Swift cannot import.
static const int leash_ioerr_read = SQLITE_IOERR_READ;
static const int leash_ioerr_fsync = SQLITE_IOERR_FSYNC;
static const int leash_ioerr_dir_fsync = SQLITE_IOERR_DIR_FSYNC;

// Variadic in C. Counting every allocation would take a lock each time; asked for before the library is first used.
static inline int leash_stop_counting_memory(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
