#pragma once
#include <sqlite3.h>

#include "Ahead.h"

// SQLite's own file system.
extern sqlite3_vfs *leash_original;

// SQLite's own takes EIO for damage (SQLITE_IOERR_CORRUPTFS). It is told of a failing disk instead: the file may be
// whole.
static inline int as_failure(int result) { return result == SQLITE_IOERR_CORRUPTFS ? SQLITE_IOERR_READ : result; }

// A write-ahead log.
int leash_log_open(const char *name, sqlite3_file *file, int flags, int *flags_given);

// How much memory a log needs beyond what a file of SQLite's takes.
int leash_log_memory(void);

// Any other file: the database itself, and what SQLite needs besides.
int leash_other_open(const char *name, sqlite3_file *file, int flags, int *flags_given);

// Has a database know what was copied to it ahead of its checkpoints; NULL for nothing any more.
void leash_database_attach(sqlite3_file *file, Ahead *ahead);

// Passes on what a database has gathered, and lets the disk begin with it. Returns SQLite's result code.
int leash_database_begin_writing(sqlite3_file *file);

// How much memory such a file needs beyond what a file of SQLite's takes.
int leash_other_memory(void);
