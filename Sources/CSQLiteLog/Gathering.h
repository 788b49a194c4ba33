#pragma once
#include <sqlite3.h>

// Bytes that follow each other in a file, to be written in one go.
typedef struct {
    unsigned char *bytes;
    sqlite3_int64 offset; // Where in the file they belong.
    int count;
} Gathering;

// Finds memory for it. Returns SQLite's result code, as all of these.
int leash_gathering_open(Gathering *gathered);

void leash_gathering_close(Gathering *gathered);

// Adds what follows what was gathered before, or writes that to the file and begins anew.
int leash_gathering_add(
    Gathering *gathered, sqlite3_file *file, const sqlite3_io_methods *methods, const void *bytes, int count,
    sqlite3_int64 offset);

// Writes what was gathered. If that fails it is dropped, as a failed write would be: SQLite will begin the page anew.
int leash_gathering_write(Gathering *gathered, sqlite3_file *file, const sqlite3_io_methods *methods);
