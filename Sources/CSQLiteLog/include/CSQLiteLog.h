#pragma once

// The name of the file system below, for sqlite3_open_v2.
extern const char *const leash_log_file_system;

// Makes known to SQLite a file system that is its own, but for write-ahead logs: what is written to those is gathered and
// passed on in one piece before the log is synced, read, measured or cut. SQLite writes a log in two small steps a page.
//
// Returns SQLite's result code. To be called once, before the first connection is opened.
int leash_register_log_file_system(void);
