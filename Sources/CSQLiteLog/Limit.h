#pragma once
#include <sqlite3.h>

// Writes to a file of SQLite's. A limit that is reached is a full disk, too, which SQLite takes for one that fails;
// leash_log_limit_reached tells which it was. Returns SQLite's result code.
int leash_limited_write(
    sqlite3_file *file, const sqlite3_io_methods *methods, const void *bytes, int count, sqlite3_int64 offset);
